"""Money spent on clients' work that is not time: what was bought and passed on, and other cost of delivery.

Terms: expense, passed on (pass-through), delivery expense, billed amount, receipt. Main commands: `log_expense`,
`edit_expense`, `delete_expense`, `add_receipt`, `remove_receipt`, `convert_expenses`.
"""
