"""Remember which cards were shown, and move kinds that nobody acts on to the digest."""
