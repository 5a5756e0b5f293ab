"""The REST router of requests, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Requests"])
SETUP: Final = "setup:write"
