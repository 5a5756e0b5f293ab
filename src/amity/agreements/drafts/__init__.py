"""Drafts: an agreement is opened or recorded, its details and dates change, or it is withdrawn."""
