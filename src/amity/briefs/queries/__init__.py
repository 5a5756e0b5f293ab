"""Reads of briefs, as seen by somebody."""
