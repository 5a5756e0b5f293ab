"""Email templates of the agency, by kind, with places that known fields fill in."""
