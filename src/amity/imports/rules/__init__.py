"""Pure rules of importing: parsing cells, and matching rows and names. No Django, no database, no clock."""
