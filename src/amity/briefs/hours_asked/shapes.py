"""REST shapes of estimates asked of colleagues."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from amity.api.shapes import Answered, Day, Id, Said
from amity.briefs.shape_types import Whole


class NewQuestion(Said):
    """Of whom hours are asked, of which discipline, by when."""

    person_id: Id
    discipline_id: Id
    due_on: Day
    question: Annotated[str, Field(max_length=500)] = ""


class HoursAnswer(Said):
    """How long it takes."""

    seconds: Whole
    note: Annotated[str, Field(max_length=500)] = ""


class QuestionShape(Answered):
    """Hours asked of somebody, and their answer once there is one."""

    id: Id
    brief_line_id: Id
    person_id: Id
    discipline_id: Id
    due_on: date
    question: str
    answered_at: datetime | None
    seconds: int | None
    note: str


class AskingAgain(Said):
    """By which other day."""

    due_on: Day
