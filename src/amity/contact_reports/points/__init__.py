"""The lettered points of a report."""
