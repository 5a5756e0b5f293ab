"""Briefs from a client's request to an estimate: what they need, how long it takes, and what their budget buys.

Terms: brief, size (note, short, full), to find out, line, hours asked, what this budget buys, line template. Main
commands: `open_brief`, `edit_brief`, `add_line`, `ask_for_hours`, `move_brief`, `convert_brief`.
"""
