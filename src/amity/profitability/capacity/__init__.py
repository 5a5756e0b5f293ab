"""The team's capacity in a month against signed work."""
