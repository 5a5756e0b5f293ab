"""Tests that the seeded data are what the measurements assume."""
