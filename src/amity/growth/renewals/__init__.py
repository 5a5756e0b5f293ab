"""Renewals: agreements that end, renew or need notice in the next four quarters."""
