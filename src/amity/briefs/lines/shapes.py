"""REST shapes of lines."""

from typing import Annotated

from pydantic import Field

from amity.api.shapes import Amount, Answered, Id, Said, Version
from amity.briefs.shape_types import Long, Minor, Whole


class BriefLineShape(Answered):
    """A line of a brief: seconds by discipline, and how well they are known.

    `price` is one of its own, `amount` what the line comes to in either case.
    """

    id: Id
    line_id: Id
    version: int
    title: str
    phase: str
    state: str
    hours: dict[str, int]
    revision_rounds: int | None
    acceptance: str
    price: Amount | None = None
    amount: Amount | None = None


class Hours(Said):
    """Seconds of one discipline."""

    discipline_id: Id
    seconds: Whole


class NewBriefLine(Said):
    """A line: its hours by discipline, and a price only where it has one of its own."""

    title: Annotated[str, Field(min_length=1, max_length=300)]
    phase: Annotated[str, Field(max_length=120)] = ""
    hours: Annotated[list[Hours], Field(max_length=100)] = []
    revision_rounds: Annotated[int, Field(ge=0, le=99)] | None = None
    acceptance: Long = ""
    service_id: Id | None = None
    price: Minor | None = None


class BriefLineEdit(NewBriefLine):
    """A line as it is to be."""

    version: Version


class LineMove(Said):
    """One place up, or down."""

    up: bool
