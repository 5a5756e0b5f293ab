"""The budget of a job: what is used of it, and the margin against its target."""
