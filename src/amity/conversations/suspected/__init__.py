"""Promises suspected in emails that a colleague sent from their own mail program, to keep or drop in one tap."""
