"""A confirmed brief converted to work, at the price someone chose."""
