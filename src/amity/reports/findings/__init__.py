"""Findings and their wording."""
