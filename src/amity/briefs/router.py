"""The REST router of briefs, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Briefs"])
SETUP: Final = "setup:write"
