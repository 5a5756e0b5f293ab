"""Offers of another lane: a lighter one after ten clean emails in a row, and the one before after a bad one."""
