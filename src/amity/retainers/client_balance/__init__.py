"""The balance of a retainer on the client's pages: whether it is shown, from which hours, and under which name."""
