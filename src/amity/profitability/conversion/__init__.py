"""Amounts of an agreement's currency in the agency's."""
