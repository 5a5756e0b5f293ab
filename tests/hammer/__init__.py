"""Many processes at once against one real database: every acknowledged write must be stored, and every sum right."""
