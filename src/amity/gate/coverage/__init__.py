"""Coverage: how many of the emails known to have gone out to a client passed through the gate. Never a target."""
