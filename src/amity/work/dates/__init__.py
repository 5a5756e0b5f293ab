"""The dates of a job: what is due next, and what blocks it."""
