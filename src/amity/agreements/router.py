"""The REST router of agreements, and what its operations share."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from ninja import Router
from pydantic import Field

router = Router(tags=["Agreements and lines"])
SETUP: Final = "setup:write"
Kind = Literal["msa", "sow", "retainer", "change_order", "nda"]
State = Literal[
    "draft", "in_review", "cleared", "with_client", "signed", "in_force", "expired", "terminated", "superseded",
    "dropped",
]  # fmt: skip
Whole = Annotated[int, Field(ge=0, le=2**53)]
Hours = Mapping[int, Mapping[int, int]]
Long = Annotated[str, Field(max_length=4000)]
