"""The REST router of agreements, and what its operations share."""

from collections.abc import Mapping
from decimal import Decimal
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
Unit = Literal["hour", "day", "piece", "fixed"]
Number = Annotated[Decimal, Field(strict=False, ge=0, max_digits=12, decimal_places=2)]
PerUnit = Annotated[Decimal, Field(strict=False, ge=0, max_digits=12, decimal_places=4)]
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=4000)]
