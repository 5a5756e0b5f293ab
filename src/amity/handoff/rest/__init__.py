"""Hand-offs for machines: the rows and acts of their pages."""

from amity.handoff.rest import after, answering, reading, writing
from amity.handoff.rest.door import router

__all__ = ["after", "answering", "reading", "router", "writing"]
