"""What people take from a huddle, by when, and whether it is done."""
