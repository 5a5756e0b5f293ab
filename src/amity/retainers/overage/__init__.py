"""Decisions on overage: billed, or written off."""
