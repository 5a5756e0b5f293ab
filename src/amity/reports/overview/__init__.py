"""What we found: the ranked findings, missing facts, the page and the document."""
