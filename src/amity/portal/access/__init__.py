"""What a contact may see on the client's pages besides what was sent to them."""
