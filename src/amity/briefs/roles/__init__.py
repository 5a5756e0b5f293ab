"""The roles in the work, at the client and on our team."""
