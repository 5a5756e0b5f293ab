"""Suggestions from the library on an account, a project and a brief, each with its reason."""
