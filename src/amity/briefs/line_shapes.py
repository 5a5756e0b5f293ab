"""The shapes in which machines order lines, make them fit, and keep and use templates of them."""

from typing import Annotated

from pydantic import Field

from amity.api.shapes import Amount, Answered, Id, Said, Shape
from amity.briefs.shapes import Minor


class LineMove(Said):
    """One place up, or down."""

    up: bool


class TemplateUse(Said):
    """Whose lines are put into the estimate."""

    template_id: Id


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


class TemplateLineShape(Answered):
    """A line of a template: seconds by discipline."""

    title: str
    phase: str
    hours: dict[str, int]
    revision_rounds: int | None
    acceptance: str


class LineTemplateShape(Answered):
    """Lines that a service usually takes. A retired one is no longer offered."""

    id: Id
    name: str
    service_id: Id | None
    retired: bool
    lines: list[TemplateLineShape]


class NewTemplate(Said):
    """Under which name the lines of a brief are kept, and for which service."""

    brief_id: Id
    name: Annotated[str, Field(min_length=1, max_length=120)]
    service_id: Id | None = None


class Retirement(Said):
    """Whether a template is no longer offered."""

    retired: bool
