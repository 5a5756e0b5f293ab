"""The REST router of accounts, and what its operations share."""

from typing import Annotated

from ninja import Router
from pydantic import Field

from amity.api.shapes import Body, Version

router = Router(tags=["Accounts"])

SETUP = "setup:write"

Name = Annotated[str, Field(min_length=1, max_length=200)]


class ReadVersion(Body):
    """Request body: the version last read."""

    version: Version
