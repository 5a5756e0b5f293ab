"""The router of this part's REST operations."""

from typing import Final

from ninja import Router

router = Router(tags=["Services map"])
SETUP: Final = "setup:write"
"""The scope for what is recorded about an account."""
