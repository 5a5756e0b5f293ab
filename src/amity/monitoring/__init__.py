"""Risks and blockers, and input needed from the client.

Terms: risks and blockers (risks, issues, roadblocks, conflicts), client input (what the agency needs from whom by
when), chase (a reminder). Main commands: `add_entry`, `edit_entry`, `move_entry`, `ask_input`, `edit_input`,
`chase_input`, `move_input`, `expect_on_project`, `bind_expectation`.
"""
