"""The monthly sums of time: written with each entry, read by whoever calculates money, compared with the entries."""
