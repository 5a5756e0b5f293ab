"""Roles, and access to figures."""
