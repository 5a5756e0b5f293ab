"""The time of the demo, written in chunks as by an import, with the resulting teams and finished work."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from amity.accounts.models import Account
from amity.audit import trail
from amity.demo.book.people import DESIGN
from amity.demo.book.quotes import quotes
from amity.demo.book.works import FIXED, NON_BILLABLE
from amity.demo.contracts import Contract
from amity.demo.days.rows import Row
from amity.projects import commands as projects
from amity.projects.finished_marks import commands as mark_commands
from amity.projects.models import Project
from amity.projects.team import commands as team_commands
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.refs import Ref
from amity.shared.stories import DIRECTOR, Calendar, Crew, moment
from amity.timesheets import months
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList

CHUNK = 2000
DELIVERED_FOR = 60
"""Days after which a delivered project is closed."""


class Book:
    """The ids under which rows of the story are saved in the database."""

    def __init__(
        self, crew: Crew, accounts: dict[str, Account], contracts: Mapping[int, Contract], inside: dict[str, Project]
    ) -> None:
        self.crew = crew
        self.accounts = {name: account.pk for name, account in accounts.items()}
        self.contracts = contracts
        self.inside = {name: project.pk for name, project in inside.items()}

    def entry(self, row: Row) -> Entry:
        """Return a row of the story as an unsaved entry."""
        entry = Entry(
            person_id=self.crew.id(row.person),
            work_date=row.day,
            seconds=row.minutes * 60,
            text=row.text,
            account_id=self.accounts.get(row.account),
            logged_at=moment(row.day, 17),
            billable=False,
        )
        if row.inside:
            entry.project_id = self.inside[row.inside]
        elif row.work is not None:
            contract = self.contracts[row.work]
            entry.project_id = contract.project.pk
            entry.line_id = contract.lines.get(row.line)
            entry.item_id = contract.tasks.get(row.task)
            entry.billable = contract.work.model != NON_BILLABLE
        return entry


def log(
    book: Book, rows: Sequence[Row], tell: Callable[[int], None] = lambda done: None, *, now: datetime | None = None
) -> None:
    """Save rows month by month, in chunks, each with one audit record at the month's end, or at `now`."""
    prices = PriceList()
    done = 0
    for chunk in _chunks(rows):
        _write(book, chunk, prices, now)
        done += len(chunk)
        tell(done)


@command
def _write(book: Book, rows: Sequence[Row], prices: PriceList, now: datetime | None) -> None:
    month = month_of(rows[0].day)
    months.hold_open(first_day(month))
    written = bulk.write_entries(prices, new=[book.entry(row) for row in rows])
    trail.record(
        "entries.written",
        subject=Ref("timesheets.month", month),
        by=book.crew.acting(DIRECTOR),
        at=now or moment(last_day(month), 18),
        changes={"month": month, "entries": len(written), "seconds": sum(entry.seconds for entry in written)},
    )


def _chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    by_month: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_month[month_of(row.day)].append(row)
    for month in sorted(by_month):
        for start in range(0, len(by_month[month]), CHUNK):
            yield by_month[month][start : start + CHUNK]


def form_teams(crew: Crew, contracts: Mapping[int, Contract], rows: Iterable[Row]) -> None:
    """Add everyone to the projects they worked on, from their first day there."""
    since: dict[tuple[int, str], date] = {}
    for row in rows:
        if row.work is not None:
            since.setdefault((row.work, row.person), row.day)
    for (place, person), day in sorted(since.items()):
        contract = contracts[place]
        team_commands.add_member(
            by=contract.by, project_id=contract.project.pk, person_id=crew.id(person), since=day, now=moment(day)
        )  # fmt: skip


def tick(crew: Crew, calendar: Calendar, contracts: Mapping[int, Contract], rows: Sequence[Row]) -> None:
    """Mark tasks finished when the next one started, and all tasks of delivered projects. Some marks come too soon."""
    last: dict[tuple[int, str, str], date] = {}
    for row in rows:
        if row.work is not None:
            last[row.work, row.line, ""] = last[row.work, row.line, row.task] = row.day
    for place, contract in contracts.items():
        if contract.work.model == FIXED or contract.work.over:
            _tick_one(crew, contract, place, last)
            _deliver(contract, calendar)


def _tick_one(crew: Crew, contract: Contract, place: int, last: dict[tuple[int, str, str], date]) -> None:
    by, work, project = crew.acting(contract.manager), contract.work, contract.project.pk
    for quote in quotes(work):
        titles = [step.title for step in quote.steps if (place, quote.title, step.title) in last]
        whole = work.over or (quote.nearly_used_up and work.worked < (work.planned or 0))
        done = titles if whole else titles[:-1]
        for title in done:
            day = last[place, quote.title, title]
            mark_commands.mark_finished(by=by, project_id=project, item_id=contract.tasks[title], now=moment(day, 18))
        line = contract.lines.get(quote.title)
        if whole and line and (place, quote.title, "") in last:
            day = last[place, quote.title, ""]
            mark_commands.mark_finished(by=by, project_id=project, line_id=line, now=moment(day, 19))
        if done and not work.over and quote.discipline == DESIGN:
            _change_mind(by, contract, contract.tasks[done[0]], last[place, quote.title, done[0]])


def _change_mind(by: Actor, contract: Contract, item: int, day: date) -> None:
    """Undo a mark that came too soon, and set it again three days later."""
    project, later = contract.project.pk, moment(day + timedelta(days=3), 12)
    mark_commands.take_back_finished(by=by, project_id=project, item_id=item, now=moment(day, 20))
    mark_commands.mark_finished(by=by, project_id=project, item_id=item, now=later)


def _deliver(contract: Contract, calendar: Calendar) -> None:
    if not contract.work.over:
        return
    end = calendar.day(contract.work.end)
    states = ["delivered"] if (last_day(calendar.newest) - end).days < DELIVERED_FOR else ["delivered", "closed"]
    project = contract.project
    for state, days in zip(states, (0, DELIVERED_FOR), strict=False):
        project.refresh_from_db()
        now = moment(end + timedelta(days=days), 19)
        projects.move_project(by=contract.by, project_id=project.pk, version=project.version, status=state, now=now)
