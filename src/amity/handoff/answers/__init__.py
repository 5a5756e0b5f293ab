"""Answers to an offered hand-off, and the questions of its taker."""
