"""Changes of account managers and covers that clients are told about: a draft for each account, one form for many."""
