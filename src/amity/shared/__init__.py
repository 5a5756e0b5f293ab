"""Shared by every part: money, periods, actors, permissions, errors, references. Imports no part and no page."""
