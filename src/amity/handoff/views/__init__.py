"""Pages of hand-offs: the hand-off itself, what is written, how it is answered and read back."""
