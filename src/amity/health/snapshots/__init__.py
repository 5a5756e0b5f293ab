"""The health of each day, stored with its evidence."""
