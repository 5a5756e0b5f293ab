"""The REST router of accounts, and what its operations share."""

from ninja import Router

from amity.api.shapes import Body, Version

router = Router(tags=["Accounts"])

SETUP = "setup:write"


class ReadVersion(Body):
    """Request body: the version last read."""

    version: Version
