"""Hand-offs offered to their taker, frozen as versions."""
