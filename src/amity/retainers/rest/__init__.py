"""Retainers and prepaid blocks for machines: how they stand, what is agreed and bought, and what clients ask for."""

from amity.retainers.rest import agreed, asked, notes, standing
from amity.retainers.rest.shapes import router

__all__ = ["agreed", "asked", "notes", "router", "standing"]
