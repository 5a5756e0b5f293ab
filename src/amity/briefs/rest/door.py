"""The router of briefs, and what its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Briefs"])
SETUP: Final = "setup:write"
