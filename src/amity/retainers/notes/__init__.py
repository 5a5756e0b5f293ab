"""Notes to the client about a period: drafted here, sent through the gate or recorded as sent."""
