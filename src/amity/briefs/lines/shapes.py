"""REST shapes for the lines of a brief."""

from typing import Annotated

from pydantic import Field

from amity.api.shapes import Amount, Answered, Body, Id, Version
from amity.briefs.shape_types import Long, Minor, Whole


class BriefLineShape(Answered):
    """A line of a brief: planned seconds by discipline, and how certain they are.

    `price` is a fixed price of the line; `amount` is the line's total, fixed or calculated.
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


class Hours(Body):
    """Planned seconds of one discipline."""

    discipline_id: Id
    seconds: Whole


class NewBriefLine(Body):
    """Request body: a line with its hours by discipline, and a fixed price if it has one."""

    title: Annotated[str, Field(min_length=1, max_length=300)]
    phase: Annotated[str, Field(max_length=120)] = ""
    hours: Annotated[list[Hours], Field(max_length=100)] = []
    revision_rounds: Annotated[int, Field(ge=0, le=99)] | None = None
    acceptance: Long = ""
    service_id: Id | None = None
    price: Minor | None = None


class BriefLineEdit(NewBriefLine):
    """Request body: all fields of a line."""

    version: Version


class LineMove(Body):
    """Request body: the direction, up or down."""

    up: bool
