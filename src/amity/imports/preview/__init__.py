"""The effects of an import, shown before anything is saved."""
