"""The file of an import: opened, looked at, read onto its stage, with the answers it needs."""
