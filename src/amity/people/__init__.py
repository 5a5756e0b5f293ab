"""Staff: who they are, what they may do, what they can do and when. Sign-in and its emails.

Terms: role, money right, discipline, capacity, invitation. Main commands: `invite_person`, `change_roles`,
`deactivate_person`, `set_capacity`, `set_discipline`.
"""
