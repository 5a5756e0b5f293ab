"""Discipline, working time and lead of a person, each valid from a date."""
