"""Risks that the taker of a hand-off adds."""
