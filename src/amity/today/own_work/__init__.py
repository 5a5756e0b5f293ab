"""The time and the open work of someone on teams, above their cards."""
