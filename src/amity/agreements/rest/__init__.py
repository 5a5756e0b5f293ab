"""Agreements for machines: what was agreed, its lines, and the moves between draft and end."""

from amity.agreements.rest import agreed, days, handing, keeping, moving, naming, paid, rights, saying
from amity.agreements.rest.door import router

__all__ = ["agreed", "days", "handing", "keeping", "moving", "naming", "paid", "rights", "router", "saying"]
