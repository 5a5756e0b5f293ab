"""Briefs for machines. Budgets, prices and margins are told as far as the right to money goes."""

from amity.briefs.rest import briefs, hours, lines, templates
from amity.briefs.rest.door import router

__all__ = ["briefs", "hours", "lines", "router", "templates"]
