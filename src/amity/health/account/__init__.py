"""The health of one account: its inputs, caps, history, and what would raise it."""
