"""Revenue to date by fee model."""
