"""Answers of clients to released items: by link, by reply, and what became of each."""
