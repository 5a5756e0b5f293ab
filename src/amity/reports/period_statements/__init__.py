"""The statement of a retainer's period for the client, as PDF."""
