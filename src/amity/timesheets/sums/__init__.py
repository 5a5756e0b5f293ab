"""The monthly sums of time: written with each entry, read to calculate money, compared with the entries."""
