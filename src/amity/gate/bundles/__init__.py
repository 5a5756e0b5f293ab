"""Bundles: several items for the same people go as one email, and are decided about together."""
