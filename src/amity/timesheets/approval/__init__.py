"""Weeks handed in, approved and returned, where the agency wants that."""
