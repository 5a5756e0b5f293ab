"""No work before the signature: time that waits for a change order, and work that someone let start before it."""
