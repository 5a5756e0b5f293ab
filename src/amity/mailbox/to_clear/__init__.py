"""Emails to those who clear: what waits for them, and the codes with which a reply clears one item."""
