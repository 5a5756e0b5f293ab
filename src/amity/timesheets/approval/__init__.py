"""Weeks submitted, approved and returned, where the agency wants that."""
