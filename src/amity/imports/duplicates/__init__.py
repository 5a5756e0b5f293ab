"""Rows that look like time already here."""
