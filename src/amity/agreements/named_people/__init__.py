"""People whom an agreement names on either side."""
