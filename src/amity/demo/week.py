"""Last week and the days of this one in two people's time sheets, logged as they would: the page opens on real days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from amity.agency.calendars import working_days
from amity.demo.book.clients import NADIA
from amity.demo.crew import COUNTRY, Crew, moment
from amity.demo.staff.cast import DIRECTOR
from amity.projects.models import Project
from amity.projects.team import commands as team_commands
from amity.shared.periods import first_day, month_of
from amity.timesheets import commands
from amity.timesheets.changes import EntryChanges
from amity.timesheets.models import Entry

Slot = tuple[int, int, str]
"""Which of the person's latest works, how many minutes, and the note."""

DESIGNER: Final[tuple[tuple[Slot, ...], ...]] = (
    ((0, 165, "Buttons and fields of the second set"), (1, 195, "Savings page, the long table"), (4, 120, "")),
    ((0, 255, "States of the ticket card"), (2, 135, "Posters after the talk on Friday"), (3, 90, "")),
    ((1, 240, "Savings page on a phone"), (2, 210, "Posters, third size"), (4, 30, "Stand-up")),
    ((0, 300, "Controls, dark theme"), (3, 150, "Hero picture, last changes"), (4, 30, "")),
    ((0, 180, "Handed the controls to Samuel"), (1, 210, "Worked in Tessel’s comments"), (4, 90, "Portfolio evening")),
)
MANAGER: Final[tuple[tuple[Slot, ...], ...]] = (
    ((0, 90, "Steering notes"), (1, 195, "Range review with Dana"), (2, 75, ""), (3, 120, "Pitch for the ferry line")),
    ((0, 135, "Walked Samuel through the Welsh estimate"), (1, 150, ""), (2, 105, "Winter brief"), (3, 90, "")),
    ((0, 60, ""), (1, 210, "Shelf test, what we learnt"), (2, 120, "Answered half of Ravi’s questions"), (3, 90, "")),
    ((0, 180, "Board slides for the app"), (1, 120, ""), (2, 60, ""), (3, 120, "New business")),
    ((0, 105, "Friday call"), (1, 165, "Plan of next year’s range"), (2, 90, ""), (3, 120, "")),
)
WEEKS: Final[Mapping[str, tuple[tuple[Slot, ...], ...]]] = {"Lotte Vries": DESIGNER, "Nadia Ferrer": MANAGER}
LATELY: Final = timedelta(days=75)
SPLIT: Final = 105
"""Minutes of a day of Nadia's that go to her standing split and to calls."""


@dataclass(frozen=True, slots=True)
class Work:
    """Where one of the rows goes."""

    account_id: int | None
    project_id: int | None
    line_id: int | None
    item_id: int | None
    billable: bool


def fill_weeks(crew: Crew, *, now: datetime) -> int:
    """Log the working days from last Monday to the day before `now`, and the morning of its own; returns how many."""
    today = now.date()
    this_monday = today - timedelta(days=today.weekday())
    monday = this_monday - timedelta(days=7)
    logged = 0
    _put_on_inside(crew, monday)
    monday = max(monday, first_day(month_of(today)))  # the months of the story have their time
    days = list(working_days(COUNTRY, monday, today))
    for name, pattern in WEEKS.items():
        works = _latest_works(crew.id(name), today, max(place for slots in pattern for place, _min, _note in slots))
        for day in days if works else []:
            slots = pattern[day.weekday()]
            slots = _beside_split(slots) if name == NADIA and day < this_monday else slots
            for place, minutes, note in slots[:2] if day == today else slots:
                _log(crew, name, day, works[min(place, len(works) - 1)], minutes, note)
                logged += 1
    return logged


def _beside_split(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """A day of a week whose split is confirmed: its accounts have their part of the day."""
    longest = max(slots, key=lambda slot: slot[1])
    return tuple((slot[0], slot[1] - SPLIT, slot[2]) if slot is longest else slot for slot in slots)


def _put_on_inside(crew: Crew, since: date) -> None:
    """Who keeps a time sheet is on the agency's own projects too: leave, and work for no client."""
    for project in Project.objects.filter(is_internal=True, name__in=("Internal", "Leave")).order_by("pk"):
        for name in WEEKS:
            team_commands.add_member(
                by=crew.acting(DIRECTOR.name), project_id=project.pk, person_id=crew.id(name), since=since,
                now=moment(since),
            )  # fmt: skip


def _log(crew: Crew, name: str, day: date, work: Work, minutes: int, note: str) -> None:
    changes = EntryChanges(
        day, minutes * 60, note, work.account_id, work.project_id, work.line_id, work.item_id, work.billable
    )
    commands.log_entry(by=crew.acting(name), changes=changes, now=moment(day, 17))


def _latest_works(person_id: int, today: date, clients_shown: int) -> list[Work]:
    """Open work of the last months by when it was last worked on, a project once; the agency's own comes last."""
    found = (
        Entry.objects.filter(person_id=person_id, work_date__gte=today - LATELY, item__finished_at=None)
        .filter(line__finished_at=None)
        .exclude(project__status__in=("closed", "cancelled", "delivered"))
        .exclude(project__name="Leave")
        .select_related("project")
        .order_by("-work_date", "pk")
    )
    clients: dict[tuple[int | None, int | None], Work] = {}
    for entry in found.filter(account__isnull=False):
        place = (entry.account_id, entry.project_id)
        work = Work(entry.account_id, entry.project_id, entry.line_id, entry.item_id, entry.billable)
        clients.setdefault(place, work)
    inside = Project.objects.filter(is_internal=True, name="Internal").first()
    own = Work(None, inside.pk if inside else None, None, None, billable=False)
    return [*list(clients.values())[:clients_shown], own] if clients else []
