"""Frozen figures of closed months, and revenue across open and closed months."""
