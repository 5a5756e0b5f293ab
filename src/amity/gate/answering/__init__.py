"""What a client can answer to an item: the choices by kind, the personal link, and what an answer does."""
