"""Files of emails that people upload, and what was taken from them."""
