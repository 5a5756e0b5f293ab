"""Everything figures are made of: loaded at once, as bare records."""
