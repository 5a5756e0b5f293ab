"""Replies to the emails that ask project managers for the status of their projects."""
