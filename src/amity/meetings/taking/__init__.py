"""Taking meetings with clients from the events of a calendar."""
