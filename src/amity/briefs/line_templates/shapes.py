"""REST shapes of line templates."""

from typing import Annotated

from pydantic import Field

from amity.api.shapes import Answered, Id, Said


class TemplateUse(Said):
    """Whose lines are put into the estimate."""

    template_id: Id


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
