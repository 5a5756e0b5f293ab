"""Conversion of an agreement's currency to the agency's."""
