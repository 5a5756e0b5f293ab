"""Drafts: create or record an agreement, change its details and dates, or withdraw it."""
