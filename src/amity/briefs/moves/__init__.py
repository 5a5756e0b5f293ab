"""The statuses of a brief, and the evidence for each change."""
