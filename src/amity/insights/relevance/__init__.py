"""How relevant an article is to a client, with every term that says so. Pure: no database, no clock."""
