"""Fields that a text states and the system knows too: a total, the price of a line, the date of a milestone."""
