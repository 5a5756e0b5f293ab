"""Pages of imports: bringing a file, answering what it asks, and acting on it."""
