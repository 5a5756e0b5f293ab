"""The values of a note and of what its lines become, with their limits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from django.utils.translation import gettext_lazy as _

from amity.accounts.preferences.rules import ATTITUDES, SCOPES
from amity.conversations.rules import CALL, NOTE_KINDS, POINT_MARKS
from amity.shared.values import OneOf, Text, Whole

YEARS: Final = range(1990, 2100)
"""Years in which a talk can be."""
MOST_TEXT: Final = 20_000
MOST_POINT: Final = 500
MOST_MINUTES: Final = 24 * 60
MOST_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class NoteFields:
    """The fields of a note. Without a title it is named after its kind and people. A planned talk has no text yet."""

    held_at: datetime
    kind: Annotated[str, OneOf(NOTE_KINDS)] = CALL
    title: Annotated[str, Text(200)] = ""
    minutes: Annotated[int | None, Whole(0, MOST_MINUTES)] = None
    project_id: int | None = None
    text: Annotated[str, Text(MOST_TEXT, lines=True)] = ""
    contact_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()
    absent_contact_ids: tuple[int, ...] = ()
    absent_person_ids: tuple[int, ...] = ()
    meeting_id: int | None = None


def is_blank(fields: NoteFields, now: datetime) -> bool:
    """Return whether a note of a past talk has neither text nor title, and is of no meeting."""
    return fields.held_at <= now and not fields.meeting_id and not f"{fields.title}{fields.text}".strip()


@dataclass(frozen=True, slots=True)
class PointFields:
    """What a line of a note becomes.

    `contact_id` is who said so, to whom it was promised, or who does it at the client; `person_id` is the colleague who
    promised it or does it. A preference has an attitude and what it is about. `request_id` is the open request that the
    line is added to as further evidence. `second` is when it was said in the talk, counted from its start, for words of
    a transcript.
    """

    mark: Annotated[str, OneOf(POINT_MARKS)]
    text: Annotated[str, Text(MOST_POINT, needed=_("Enter what was said."))]
    line: Annotated[int, Whole(0, MOST_TEXT)] = 0
    contact_id: int | None = None
    person_id: int | None = None
    due_on: date | None = None
    attitude: Annotated[str, OneOf(ATTITUDES, needed=False)] = ""
    scope: Annotated[str, OneOf(SCOPES)] = "wording"
    request_id: int | None = None
    second: Annotated[int | None, Whole(0, MOST_SECONDS)] = None
