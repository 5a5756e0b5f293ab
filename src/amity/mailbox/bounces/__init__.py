"""Emails that came back: what Amity released to that address is *Not delivered*."""
