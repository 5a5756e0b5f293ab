"""Duties and what the three questions make of them; objectives and whether they are on course. Pure."""
