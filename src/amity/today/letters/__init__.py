"""Send the morning email and the chat notice, and keep when a person wants them."""
