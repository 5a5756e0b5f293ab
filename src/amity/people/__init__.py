"""Staff: their roles and rights, their disciplines and capacity, and sign-in with its emails.

Terms: role, money right, discipline, capacity, invitation. Main commands: `invite_person`, `change_roles`,
`deactivate_person`, `set_capacity`, `set_discipline`.
"""
