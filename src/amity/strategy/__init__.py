"""A client's long-term goals, and the strategy for reaching them.

Terms: goal (with measure, baseline and target), reading (a dated value of the measure), revision (a goal changed for a
named cause), strategy card. Main commands: `set_goal`, `revise_goal`, `read_goal`, `end_goal`, `draft_card`,
`edit_card`, `move_card`.
"""
