"""Colleagues asked about a decision."""
