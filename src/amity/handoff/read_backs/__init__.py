"""Items read back by the taker in their own words."""
