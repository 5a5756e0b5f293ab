"""From a client's wish to an estimate: what they need, what it takes, what their budget buys.

Terms: brief, size (note, short, full), to find out, line, hours asked, what this budget buys, line template.
Main commands: `open_brief`, `edit_brief`, `add_line`, `ask_for_hours`, `move_brief`, `convert_brief`.
"""
