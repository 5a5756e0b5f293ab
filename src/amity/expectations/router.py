"""The REST router of expectations, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Expectations"])
SETUP: Final = "setup:write"
