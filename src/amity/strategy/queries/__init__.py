"""Reads of goals and strategy cards, as seen by somebody."""
