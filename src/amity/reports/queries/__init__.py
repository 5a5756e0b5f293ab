"""Reads for what we found: `scope` (what somebody answers for), `material` and its pieces, `payment` (question 3)."""
