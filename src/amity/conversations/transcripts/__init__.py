"""Transcripts of talks: read from files, offered as records, and stored only where someone asks for it."""
