"""The REST router of retainers, and code shared by its operations."""

from decimal import Decimal
from typing import Annotated, Final

from ninja import Router
from pydantic import Field

router = Router(tags=["Retainers"])


SETUP: Final = "setup:write"


Quantity = Annotated[int, Field(ge=0, le=2**53)]


PerUnit = Annotated[Decimal, Field(strict=False, ge=0, max_digits=12, decimal_places=4)]
