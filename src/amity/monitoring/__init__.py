"""What may go wrong or stands in the way, and what we wait for from the client.

Terms: register (risks, issues, roadblocks, conflicts), client input (what we need from whom by when), chase. Main
commands: `add_entry`, `edit_entry`, `move_entry`, `ask_input`, `edit_input`, `chase_input`, `move_input`,
`expect_on_project`, `bind_expectation`.
"""
