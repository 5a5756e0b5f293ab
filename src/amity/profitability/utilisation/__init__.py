"""How time was used against capacity, expectation and what was included."""
