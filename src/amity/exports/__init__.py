"""Own long exports of lists: made in the background with the rights of who asked, kept for seven days.

Commands: `start_export`, `make_export`.
"""
