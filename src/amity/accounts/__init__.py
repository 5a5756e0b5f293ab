"""Client accounts and their contacts.

Terms: account, tier, account manager, director, email domain, contact, standing. Main commands: `open_account`,
`edit_account`, `assign_account`, `add_contact`, `edit_contact`.
"""
