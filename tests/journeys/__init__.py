"""Journeys of a person through Amity, in a real browser."""
