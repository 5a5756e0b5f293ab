"""Pushes: what goes to a client without being asked for, and when it is better bundled, held or sent later."""
