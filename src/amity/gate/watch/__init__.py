"""The first two weeks of an agency: everything goes at once, and what the checks would have stopped is recorded."""
