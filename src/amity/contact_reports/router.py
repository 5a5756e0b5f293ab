"""The REST router of contact reports, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Contact reports"])
SETUP: Final = "setup:write"
