"""Imports taken back, newest first."""
