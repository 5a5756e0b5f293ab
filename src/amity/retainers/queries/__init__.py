"""Reads of retainers, as seen by somebody."""
