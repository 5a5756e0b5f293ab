"""Answers to the question whether something for a client serves its strategy."""
