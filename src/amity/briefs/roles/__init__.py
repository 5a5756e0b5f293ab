"""Who plays which part in the work, at the client and on our team."""
