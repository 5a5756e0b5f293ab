"""The REST router of hand-offs, and what its operations share."""

from typing import Annotated, Final, Literal

from ninja import Router
from pydantic import Field

router = Router(tags=["Hand-offs"])
SETUP: Final = "setup:write"
Kind = Literal["small", "full", "retainer", "succession", "cover"]
State = Literal["preparing", "offered", "accepted", "conditions", "returned"]
Mark = Literal["known", "assumed", "ask"]
Text = Annotated[str, Field(max_length=4000)]
Key = Annotated[str, Field(min_length=1, max_length=60, description="The key of an item.")]
