"""Pages of goals and of strategy cards."""
