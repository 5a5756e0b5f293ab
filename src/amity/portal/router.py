"""The router of the part's REST operations."""

from typing import Final

from ninja import Router

router = Router(tags=["Client pages"])
SETUP: Final = "setup:write"
