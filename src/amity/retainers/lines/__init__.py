"""Lines of the agreement in a period."""
