"""How are we doing: two questions to the client, at most once a quarter, off until someone switches them on."""
