"""Search or jump: parts register what can be found by name, and a page finds it."""
