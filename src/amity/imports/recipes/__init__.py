"""Saved mappings: how files of one layout are read."""
