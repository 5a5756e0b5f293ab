"""Shares: a story sent to contacts with what it means for them, through *Going out*, and what came back."""
