"""The week that people fill in every day: its days, its grid, one cell at a time, and copying last week."""
