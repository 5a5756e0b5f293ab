"""Lanes: who decides about which kind of item, by author, for the agency and for an account."""
