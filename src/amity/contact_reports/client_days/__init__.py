"""The days of a client: the public holidays of their country, and when a contact is away."""
