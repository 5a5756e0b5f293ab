"""Drift: which work serves a goal of the client, which serves none, and what strayed from the strategy."""
