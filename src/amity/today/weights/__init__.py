"""Keep the yearly net fees of each account, for the ranks."""
