"""Connected mailboxes: how they are reached, which folders are read, and how far each has been read."""
