"""The week people fill in every day: its days, its grid, one cell at a time, and last week copied into it."""
