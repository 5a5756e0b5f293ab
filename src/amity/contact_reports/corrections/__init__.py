"""What the client says to a report: corrections and confirmations."""
