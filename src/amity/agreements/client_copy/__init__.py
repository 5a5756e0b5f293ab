"""The agreement as the client gets it: the email with its document, and what they sign."""
