"""The weights, age limits and break points of health, as the agency sets them."""
