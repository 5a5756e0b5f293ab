"""A client's requests within the retainer, with their time in a period."""
