"""Consistent copies of a database in use, on SQLite and PostgreSQL, and the way back."""
