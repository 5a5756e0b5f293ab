"""Hourly costs, and the rates behind a cost."""
