"""Deliverables of a project's lines, and their states."""
