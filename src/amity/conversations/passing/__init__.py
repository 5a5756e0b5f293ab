"""What one side still has to hear from the other: the client’s wishes for colleagues, and news for the client."""
