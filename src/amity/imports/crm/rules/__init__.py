"""Pure rules for deals and companies in a table."""
