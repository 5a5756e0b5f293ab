"""Erase a contact: who they were goes, and what happened stays."""
