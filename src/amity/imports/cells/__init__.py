"""The cells of a file: dates, durations, numbers, currencies, yes and no."""
