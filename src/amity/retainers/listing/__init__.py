"""The list of retainers, as a page and as a file."""
