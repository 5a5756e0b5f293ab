"""The page "What we found" and its document: the ranked findings and missing facts."""
