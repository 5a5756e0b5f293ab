"""Preview a re-rating without changing anything: time and cost by project and month."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from amity.accounts.models import Account
from amity.agency.rates.queries import CostRates
from amity.projects.models import Project
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.timesheets.models import Entry
from amity.timesheets.queries import closed_months
from amity.timesheets.rules import priced

MOST_LOOKED_AT = 100_000
"""The most entries calculated while a person waits for a page."""


@dataclass(frozen=True, slots=True)
class Range:
    """The time to re-rate: dates and people. No person and no discipline means everyone."""

    first: date
    last: date
    unpriced_only: bool = True
    people: tuple[int, ...] = ()
    discipline_id: int | None = None

    def entries(self) -> "QuerySet[Entry]":
        """Return the entries of the range whose cost did not come with a file, in open and closed months."""
        found = Entry.objects.filter(work_date__range=(self.first, self.last), cost_from_file=False)
        if self.unpriced_only:
            found = found.filter(cost=None)
        if self.people:
            found = found.filter(person_id__in=self.people)
        if self.discipline_id:
            found = found.filter(discipline_id=self.discipline_id)
        return found

    def closed(self) -> list[int]:
        """Return the closed months in the range, which are not re-rated."""
        return sorted(month for month in closed_months() if month_of(self.first) <= month <= month_of(self.last))

    def open_entries(self) -> "QuerySet[Entry]":
        """Return the entries of the range in open months."""
        found = self.entries()
        for month in self.closed():
            found = found.exclude(work_date__range=(first_day(month), last_day(month)))
        return found


class Place(NamedTuple):
    """The account, project, month and currency that time was logged on. An id of 0 means none."""

    account_id: int
    project_id: int
    month: int
    value_currency: str


@dataclass(slots=True)
class Change:
    """The effect of a re-rating on one place. Costs are in minor units, of entries whose cost changes only."""

    entries: int = 0
    seconds: int = 0
    before: int = 0
    after: int = 0
    priced_seconds: int = 0

    def add(self, seconds: int, before: int | None, after: int | None) -> None:
        """Add an entry whose cost changes."""
        self.entries += 1
        self.seconds += seconds
        self.before += before or 0
        self.after += after or 0
        self.priced_seconds += (seconds if before is None else 0) - (seconds if after is None else 0)


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview of a re-rating: its range, the changes by place, and the closed months it skips.

    `changes` is None if there are too many entries to calculate at once.
    """

    looked_at: int
    seconds: int
    changes: Mapping[Place, Change] | None
    closed: Sequence[int]

    @property
    def together(self) -> Change:
        """All changes as one."""
        found = list((self.changes or {}).values())
        return Change(*(sum(getattr(one, name) for one in found) for name in Change.__slots__))


def preview(span: Range, rates: CostRates | None = None) -> Preview:
    """Return what a re-rating would change, at the rates in force or at others."""
    entries = span.open_entries()
    rows: list[Any] = list(
        entries.order_by().values_list(
            "person_id", "work_date", "seconds", "account_id", "project_id", "value_currency", "cost", "cost_currency"
        )[: MOST_LOOKED_AT + 1]
    )
    if len(rows) > MOST_LOOKED_AT:
        return Preview(entries.count(), 0, None, span.closed())
    prices = rates or CostRates()
    changes: defaultdict[Place, Change] = defaultdict(Change)
    for person, day, seconds, account, project, currency, cost, cost_currency in rows:
        rate = prices.on(person, day).cost
        new = priced(worked=seconds, hourly=rate) if rate else None
        if (new, prices.currency) != (cost, cost_currency):
            own = cost if cost_currency == prices.currency else None
            if new != own:
                changes[Place(account or 0, project or 0, month_of(day), currency)].add(seconds, own, new)
    return Preview(len(rows), sum(row[2] for row in rows), dict(changes), span.closed())


@dataclass(frozen=True, slots=True)
class WorkChange:
    """The effect of a re-rating on one project, or on an account's service time. Both are None for time on neither."""

    account: Account | None
    project: Project | None
    change: Change


def by_work(seen: Preview) -> list[WorkChange]:
    """Return the changes by project over all months, largest first."""
    works: defaultdict[tuple[int, int], Change] = defaultdict(Change)
    for place, one in (seen.changes or {}).items():
        whole = works[place.account_id, place.project_id]
        for name in Change.__slots__:
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
    accounts = Account.objects.in_bulk({account for account, _project in works})
    projects = Project.objects.in_bulk({project for _account, project in works})
    rows = [WorkChange(accounts.get(key[0]), projects.get(key[1]), change) for key, change in works.items()]
    return sorted(rows, key=lambda row: (-row.change.seconds, row.project.name if row.project else ""))
