"""Client organisations and their people.

Terms: account, tier, account manager, director, mail domain, contact, standing. Main commands: `open_account`,
`edit_account`, `assign_account`, `add_contact`, `edit_contact`.
"""
