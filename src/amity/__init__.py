"""Amity: the workspace of an agency's account managers."""
