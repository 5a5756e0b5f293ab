"""REST shapes for the lines of a brief."""

from typing import Annotated

from pydantic import Field

from amity.api.shapes import Amount, Answered, Body, Id, Version
from amity.briefs.lines.fields import LineFields
from amity.briefs.shape_types import Whole


class BriefLineShape(Answered, value=LineFields, without=("service_id",)):
    """A line of a brief: planned seconds by discipline, and how certain they are.

    `price` is a fixed price of the line; `amount` is the line's total, fixed or calculated.
    """

    id: Id
    line_id: Id
    version: int
    state: str
    hours: dict[str, int]
    price: Amount | None = None
    amount: Amount | None = None


class Hours(Body):
    """Planned seconds of one discipline."""

    discipline_id: Id
    seconds: Whole


class NewBriefLine(Body, value=LineFields):
    """Request body: a line with its hours by discipline, and a fixed price if it has one."""

    hours: Annotated[list[Hours], Field(max_length=100)] = []


class BriefLineEdit(NewBriefLine):
    """Request body: all fields of a line."""

    version: Version


class LineMove(Body):
    """Request body: the direction, up or down."""

    up: bool
