"""Open requests of clients: who asked for what, and why a request was closed."""
