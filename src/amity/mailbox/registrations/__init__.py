"""The agency's own app registrations for OAuth, and its rule about what is read of an email."""
