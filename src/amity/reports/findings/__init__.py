"""A finding: what it is and how it is worded."""
