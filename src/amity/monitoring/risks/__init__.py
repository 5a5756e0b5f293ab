"""Risks, issues, roadblocks and conflicts of a project or an account, and what is done about them."""
