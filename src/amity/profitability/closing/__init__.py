"""Month end: what blocks it, what closing freezes, and what finance confirms before closing a month."""
