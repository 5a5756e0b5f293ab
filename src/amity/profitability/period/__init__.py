"""The months a page or an export looks at."""
