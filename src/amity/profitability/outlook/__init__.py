"""The months ahead: what signed agreements still earn, the page, its sentences and its file."""
