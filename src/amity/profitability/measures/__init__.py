"""The monthly sums of time with their two currencies."""
