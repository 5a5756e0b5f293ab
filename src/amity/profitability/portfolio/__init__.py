"""All accounts someone sees, and what each of them earns."""
