"""The tables of the demo as values: people, accounts and work."""
