"""Many processes at once against one real database: what was answered required, and every sum right."""
