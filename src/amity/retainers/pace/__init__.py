"""Where a period ends at the pace so far."""
