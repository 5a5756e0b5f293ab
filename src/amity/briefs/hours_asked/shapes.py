"""REST shapes for estimates requested from colleagues."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from amity.api.shapes import Answered, Body, Day, Id
from amity.briefs.shape_types import Whole


class NewQuestion(Body):
    """Request body: the colleague to ask, the discipline and the due date."""

    person_id: Id
    discipline_id: Id
    due_on: Day
    question: Annotated[str, Field(max_length=500)] = ""


class HoursAnswer(Body):
    """Request body: the estimated hours, in seconds."""

    seconds: Whole
    note: Annotated[str, Field(max_length=500)] = ""


class QuestionShape(Answered):
    """A request for hours, with the answer once there is one."""

    id: Id
    brief_line_id: Id
    person_id: Id
    discipline_id: Id
    due_on: date
    question: str
    answered_at: datetime | None
    seconds: int | None
    note: str


class AskingAgain(Body):
    """Request body: the new due date."""

    due_on: Day
