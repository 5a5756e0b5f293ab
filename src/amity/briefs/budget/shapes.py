"""REST shapes for fitting lines to an amount."""

from amity.api.shapes import Amount, Answered, Id, Said, Shape
from amity.briefs.shape_types import Minor


class FitAsked(Shape):
    """What the client has."""

    amount: Minor


class ToFit(Said):
    """What the lines are to fit into."""

    amount: Minor


class FittedShape(Answered):
    """Seconds of one discipline on a line that fit."""

    brief_line_id: Id
    discipline_id: Id
    seconds: int


class FitShape(Answered):
    """What fits into an amount, and what of it is left; below 0 where the lines with a price of their own cost more."""

    amount: Amount
    left: Amount
    lines: list[FittedShape]
    margin: int | None = None
