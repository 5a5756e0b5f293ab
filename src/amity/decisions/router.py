"""The router of this part's REST operations."""

from typing import Final

from ninja import Router

router = Router(tags=["Decisions"])
SETUP: Final = "setup:write"
