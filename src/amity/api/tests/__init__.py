"""What the machines' door promises."""
