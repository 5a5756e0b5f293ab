"""What we found: the ranked findings, what is missing, the page and the document."""
