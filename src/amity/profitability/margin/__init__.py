"""Net fees, delivery margin, account margin and the average billable rate."""
