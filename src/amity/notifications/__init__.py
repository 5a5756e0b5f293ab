"""Own what happened to someone and needs no action: the bell. What needs an action is in `waiting`.

Commands: `notify`, `mark_read`, `mark_all_read`.
"""
