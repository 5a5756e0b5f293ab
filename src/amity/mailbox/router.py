"""The REST router of the mailbox, and the scope that its operations share."""

from typing import Final

from ninja import Router

router = Router(tags=["Emails"])
SETUP: Final = "setup:write"
