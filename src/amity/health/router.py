"""The router of the part's REST operations."""

from typing import Final

from ninja import Router

router = Router(tags=["Health"])
SETUP: Final = "setup:write"
