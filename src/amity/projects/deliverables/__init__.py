"""What the lines of a project deliver, and the state of each."""
