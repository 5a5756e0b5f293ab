"""Versions of a deliverable, a file or a link each, and the comments of both sides on them."""
