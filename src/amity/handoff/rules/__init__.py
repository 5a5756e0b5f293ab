"""What a hand-off needs, where it may go, what its blocks say and how much may be worked before it: no database."""
