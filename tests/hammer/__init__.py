"""Many processes at once against one real database: what was answered must be there, and every sum right."""
