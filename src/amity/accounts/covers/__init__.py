"""Who stands in for the account manager, from when to when."""
