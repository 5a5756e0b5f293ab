"""The states of a brief, and the evidence for each move."""
