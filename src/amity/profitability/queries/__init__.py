"""Reads of money, each as seen by an actor: `books` loads, `statements` work out, `sight` narrows to the right."""
