"""The REST router of conversations, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Conversations"])
SETUP: Final = "setup:write"
