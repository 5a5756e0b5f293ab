"""What an agreement's price earns, for those who review it."""
