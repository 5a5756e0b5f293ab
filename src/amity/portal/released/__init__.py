"""What a client may see: emails and everything else that was released to them, and nothing that wasn't."""
