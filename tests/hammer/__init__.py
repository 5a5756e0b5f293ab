"""Many processes at once against one real database: every answered write must be stored, and every sum right."""
