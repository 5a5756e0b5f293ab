"""Search or jump: what parts let be found by name, and the page that finds it."""
