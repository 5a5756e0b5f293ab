"""The account manager's decision on a request, and the change order or the brief that follows from it."""
