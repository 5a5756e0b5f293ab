"""The report on all accounts for directors: margin, accounts and health, as slides, PDF and PowerPoint."""
