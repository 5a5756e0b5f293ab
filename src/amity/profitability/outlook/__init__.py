"""The outlook: revenue to come from signed agreements, its page, its sentences and its file."""
