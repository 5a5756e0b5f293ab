"""The REST router of the gate, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Going out"])
SETUP: Final = "setup:write"
