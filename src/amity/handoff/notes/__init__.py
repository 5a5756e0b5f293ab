"""What the giver writes: prompts and notes."""
