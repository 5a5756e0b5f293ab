"""Agreed terms and progress: the inputs of revenue."""
