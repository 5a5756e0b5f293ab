"""Own the conversation with a client: notes of talks, what they became, actions, requests, and what is passed on.

A note belongs to an account, and to a project where it is about one. Its marked lines become records of their parts:
promises and expectations, preferences, actions, requests; a decision stays a dated line of the note.
"""
