"""The REST router of projects, and what its operations share."""

from typing import Annotated

from ninja import Router
from pydantic import Field

router = Router(tags=["Projects"])
SETUP = "setup:write"

Title = Annotated[str, Field(min_length=1, max_length=300)]

Seconds = Annotated[int, Field(ge=0, le=2**53)]
