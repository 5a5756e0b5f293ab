"""The router of expectations, and what its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Expectations"])
SETUP: Final = "setup:write"
