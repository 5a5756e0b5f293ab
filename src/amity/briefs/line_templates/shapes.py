"""REST shapes for line templates."""

from typing import Annotated

from pydantic import Field

from amity.api.shapes import Answered, Body, Id
from amity.briefs.lines.fields import LineFields


class TemplateUse(Body):
    """Request body: the template whose lines are added."""

    template_id: Id


class TemplateLineShape(Answered, value=LineFields, without=("service_id", "price")):
    """A line of a template, with planned seconds by discipline."""

    hours: dict[str, int]


class LineTemplateShape(Answered):
    """The usual lines of a service. A retired template is no longer offered."""

    id: Id
    name: str
    service_id: Id | None
    retired: bool
    lines: list[TemplateLineShape]


class NewTemplate(Body):
    """Request body: the brief, the name of the template and its service."""

    brief_id: Id
    name: Annotated[str, Field(min_length=1, max_length=120)]
    service_id: Id | None = None


class Retirement(Body):
    """Request body: whether the template is retired."""

    retired: bool
