"""Answers about projects: prefilled from the data, confirmed or changed."""
