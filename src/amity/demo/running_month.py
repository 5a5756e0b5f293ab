"""The current month in the database: everyone's time up to now, and tasks finished when the next one started."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Sum

from amity.agency.calendars import working_days
from amity.demo.book.quotes import quotes
from amity.demo.contracts import Contract
from amity.demo.crew import COUNTRY
from amity.demo.days.rows import Row
from amity.demo.days.running_month import Running, rows_since
from amity.demo.days.story import Slice
from amity.demo.hours import Book, log
from amity.projects.finished_marks import commands as mark_commands
from amity.projects.models import WorkItem
from amity.projects.team import commands as team_commands
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.stories import Calendar, moment
from amity.timesheets.models import Entry


def go_on(
    book: Book, calendar: Calendar, contracts: Mapping[int, Contract], known_rows: Sequence[Row], seed: int,
    part: Slice, *, now: datetime,
) -> int:  # fmt: skip
    """Log the agency's work since the story, besides existing entries. Return the number of entries."""
    month = month_of(now.date())
    days = list(working_days(COUNTRY, first_day(month), last_day(month)))
    since = first_day(month)
    running = Running(days, now.date(), _taken(since), _worked(contracts, since), _served(since))
    rows = rows_since(calendar, running, seed, part)
    log(book, rows, now=now)
    _join(book, contracts, known_rows, rows)
    _tick(book, contracts, rows)
    return len(rows)


def _taken(since: date) -> dict[tuple[str, date], int]:
    """Return the minutes logged already, by person and day."""
    found = Entry.objects.filter(work_date__gte=since).values_list("person__name", "work_date")
    return {(name, day): seconds // 60 for name, day, seconds in found.annotate(Sum("seconds")).order_by()}


def _worked(contracts: Mapping[int, Contract], since: date) -> dict[int, int]:
    """Return the minutes logged already, by place of the work."""
    found = Entry.objects.filter(work_date__gte=since).exclude(project=None).values_list("project_id")
    minutes = {project: seconds // 60 for project, seconds in found.annotate(Sum("seconds")).order_by()}
    return {place: minutes.get(contract.project.pk, 0) for place, contract in contracts.items()}


def _served(since: date) -> frozenset[str]:
    """Return the accounts whose account service is logged already."""
    found = Entry.objects.filter(work_date__gte=since, project=None, account__isnull=False)
    return frozenset(found.values_list("account__name", flat=True))


def _join(book: Book, contracts: Mapping[int, Contract], known_rows: Sequence[Row], rows: Sequence[Row]) -> None:
    """Add people to the teams of projects on which they are new."""
    there = {(row.work, row.person) for row in known_rows}
    for row in rows:
        if row.work is not None and (row.work, row.person) not in there:
            there.add((row.work, row.person))
            contract = contracts[row.work]
            team_commands.add_member(
                by=contract.by, project_id=contract.project.pk, person_id=book.crew.id(row.person), since=row.day,
                now=moment(row.day),
            )  # fmt: skip


def _tick(book: Book, contracts: Mapping[int, Contract], rows: Sequence[Row]) -> None:
    """Finish the tasks of a line before the newest one that was worked on."""
    newest = {(row.work, row.line): row for row in rows if row.work is not None and row.task}
    open_items = set(WorkItem.objects.filter(finished_at=None).values_list("pk", flat=True))
    for (place, line), row in newest.items():
        contract = contracts[place]
        steps = next((quote.steps for quote in quotes(contract.work) if quote.title == line), ())
        titles = [step.title for step in steps]
        for title in titles[: titles.index(row.task)]:
            if contract.tasks[title] in open_items:
                mark_commands.mark_finished(
                    by=book.crew.acting(contract.manager), project_id=contract.project.pk,
                    item_id=contract.tasks[title], now=moment(row.day, 18),
                )  # fmt: skip
