"""Writing to the gate from any mail program: an email whose first line names contacts becomes an item."""
