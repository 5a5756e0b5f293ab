"""What an hour costs, and the rates behind a cost."""
