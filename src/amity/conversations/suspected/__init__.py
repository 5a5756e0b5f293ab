"""Promises, requests and preferences suspected in emails, to keep or drop in one tap."""
