"""Own the library of practices, and the recommendations made to clients: why, what they answered, and what came of it.

Commands: `record_practice`, `edit_practice`, `archive_practice`, `add_starters`, `recommend`, `edit_recommendation`,
`withdraw_recommendation`, `answer_recommendation`, `brief_from_recommendation`, `record_outcome`.
"""
