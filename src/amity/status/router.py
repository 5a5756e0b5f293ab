"""The REST router of statuses, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Status"])
SETUP: Final = "setup:write"
