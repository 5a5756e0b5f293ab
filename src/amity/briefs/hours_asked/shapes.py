"""REST shapes for estimates requested from colleagues."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from amity.api.shapes import Answered, Body, Day, Id
from amity.briefs.hours_asked.commands import Asking
from amity.briefs.shape_types import Whole


class NewHoursRequest(Body, value=Asking):
    """Request body: the colleague to ask, the discipline and the due date."""


class HoursAnswer(Body):
    """Request body: the estimated hours, in seconds."""

    seconds: Whole
    note: Annotated[str, Field(max_length=500)] = ""


class HoursRequestShape(Answered, value=Asking):
    """A request for hours, with the answer once there is one."""

    id: Id
    brief_line_id: Id
    answered_at: datetime | None
    seconds: int | None
    note: str


class RepeatedHoursRequest(Body):
    """Request body: the new due date."""

    due_on: Day
