"""The page of the months ahead: its views, what it draws, its sentences and its file."""
