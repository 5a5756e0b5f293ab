"""The permission matrix: rights by URL, and amounts by reader. See docs/decisions for the reasons."""
