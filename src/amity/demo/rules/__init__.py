"""The story the demo tells, as plain data, and how its working days are laid out. No database, no clock."""
