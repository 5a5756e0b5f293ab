"""Findings about accounts and about the data themselves."""
