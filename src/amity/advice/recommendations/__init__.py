"""Recommendations to clients: written, sent, answered, briefed, and compared with the goal's readings."""
