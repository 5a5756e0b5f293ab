"""Risks, issues, roadblocks and conflicts of a project or an account, and the response to them."""
