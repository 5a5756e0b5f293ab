"""The months of a page or an export."""
