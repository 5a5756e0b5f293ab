"""Threads of emails about one matter."""
