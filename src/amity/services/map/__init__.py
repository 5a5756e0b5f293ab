"""Accounts and services on one page, as a file, and over REST."""
