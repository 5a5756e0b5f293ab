"""Pure rules of importing: what a cell means, which row is which, who is who. No Django, no database, no clock."""
