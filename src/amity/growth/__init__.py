"""Own opportunities and their stages, renewals and retention: how accounts grow.

Commands: `record_opportunity`, `edit_opportunity`, `move_opportunity`, `plan_step`, `win_opportunity`,
`lose_opportunity`, `reopen_opportunity`.
"""
