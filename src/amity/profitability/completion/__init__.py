"""How much of a fixed-fee work is done."""
