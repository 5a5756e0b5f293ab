"""Expenses on clients' work besides time: pass-through costs and other delivery expenses.

Terms: expense, passed on (pass-through), delivery expense, billed amount, receipt. Main commands: `log_expense`,
`edit_expense`, `delete_expense`, `add_receipt`, `remove_receipt`, `convert_expenses`.
"""
