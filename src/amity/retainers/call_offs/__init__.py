"""A client's requests within the retainer."""
