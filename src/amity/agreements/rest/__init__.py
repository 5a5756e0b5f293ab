"""Agreements for machines: what was agreed, its lines, and the moves between draft and end."""

from amity.agreements.rest import agreed, keeping, moving, naming, saying
from amity.agreements.rest.door import router

__all__ = ["agreed", "keeping", "moving", "naming", "router", "saying"]
