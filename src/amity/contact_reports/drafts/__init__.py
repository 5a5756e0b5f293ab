"""Drafts: a report made from the marks of notes, who gets it, and notes that need none."""
