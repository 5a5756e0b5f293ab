"""Expectations for machines, and what conflicts with an agreement."""

from amity.expectations.rest import conflicts, expectations
from amity.expectations.rest.door import router

__all__ = ["conflicts", "expectations", "router"]
