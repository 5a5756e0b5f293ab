"""The input of all figures, loaded at once as bare records."""
