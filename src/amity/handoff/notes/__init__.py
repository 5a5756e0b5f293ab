"""The giver's prompts and notes."""
