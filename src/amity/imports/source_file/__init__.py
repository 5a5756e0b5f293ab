"""The file of an import: opened, previewed and read onto its stage, with its answers."""
