"""Days of agreements that come up: for the account manager, on the page of what waits."""
