"""Queries for time the actor can see."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from amity.agency.editions.keeping import kept
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared
from amity.timesheets import hooks
from amity.timesheets.models import Entry, EntryQuerySet, Month
from amity.timesheets.sums.models import ProjectMonth

MOST_SUMMED: Final = 100_000
"""The most entries summed while a person waits for a page."""


def entries_seen_by(by: Actor) -> EntryQuerySet:
    """Return the time entries the actor can see, with the related objects a list shows."""
    return Entry.objects.visible_to(person_of(by)).select_related("person", "account", "project", "line", "item")


def sees_all(by: Actor) -> bool:
    """Return whether the actor sees the time of everyone."""
    return person_of(by).has_role(*roles.SEES_EVERY_ACCOUNT)


def entries_behind(by: Actor) -> EntryQuerySet:
    """Return every entry behind the sums the actor sees, including others'. For sums only, never to be listed."""
    person = person_of(by)
    project = Project.objects.visible_to(person).filter(pk=OuterRef("project_id"))
    seen = Entry.objects.visible_to(person).filter(pk=OuterRef("pk"))
    return Entry.objects.filter(Exists(project) | Exists(seen))


def seconds_of(entries: "QuerySet[Entry, Any]") -> int:
    """Return the time of some entries."""
    return entries.order_by().aggregate(whole=Sum("seconds"))["whole"] or 0


def entry_page(by: Actor, entry_id: int) -> Entry:
    """Return one entry with everything its page names, or raise `NotSeen`."""
    entry = entries_seen_by(by).select_related("cost_rate", "card_price__service", "card_price__discipline")
    return seen_or_missing(entry, entry_id, _("Entry not found. It may have been deleted."))


def entry_seen_by(by: Actor, entry_id: int, *, lock: bool = False) -> Entry:
    """Return one entry, or raise `NotSeen`. `lock` locks the row, and only that row, until the transaction ends."""
    entries = Entry.objects.visible_to(person_of(by))
    return seen_or_missing(entries, entry_id, _("Entry not found. It may have been deleted."), lock=lock)


def months() -> list[Month]:
    """Return the months that have time or were ever closed, newest first."""
    return list(Month.objects.order_by("-month"))


def closed_months() -> frozenset[int]:
    """Return the months (YYYYMM) that finance has closed."""
    return kept("locked months", _locked_months)


def _locked_months() -> frozenset[int]:
    return frozenset(Month.objects.filter(locked_at__isnull=False).values_list("month", flat=True))


def is_closed(day: date) -> bool:
    """Return whether the month of a day is closed."""
    return Month.objects.filter(pk=month_of(day), locked_at__isnull=False).exists()


def months_with_time() -> list[int]:
    """Return the months with time, newest first."""
    return list(time_by_month())


def has_many_entries() -> bool:
    """Return whether there are more than `MOST_SUMMED` entries of everyone, by the monthly sums."""
    return sum(one.entries for one in time_by_month().values()) > MOST_SUMMED


class MonthTime(NamedTuple):
    """The time of a month: its entries, their seconds, and those of them without a cost."""

    entries: int
    seconds: int
    uncosted_seconds: int


def time_by_month() -> dict[int, MonthTime]:
    """Return the time of each month with any, newest first. A page reads it once."""
    return once_a_page("time by month", lambda: {month: MonthTime(*sums) for month, *sums in BY_MONTH.rows({})})


BY_MONTH: Final = Prepared(
    lambda: (
        ProjectMonth.objects.filter(entries__gt=0)
        .order_by("-month")
        .values_list("month")
        .annotate(*map(Sum, MonthTime._fields))
    )
)


def people_seen_by(by: Actor) -> list[tuple[str, str]]:
    """Return ids and names of the people whose time the actor can see, by name."""
    person = person_of(by)
    people = Person.objects.order_by("name")
    if not person.has_role(*roles.SEES_EVERY_ACCOUNT):
        seen = Entry.objects.visible_to(person).filter(person=OuterRef("pk"))
        people = people.filter(Exists(seen))
    return [(str(number), name) for number, name in people.values_list("pk", "name")]


def last_of(by: Actor) -> Entry | None:
    """Return the actor's own last entry of their newest day with time, since the next one is often on the same work.

    The newest day is asked for first, because the index by person and day has nothing else to read for it. In one
    order by day and id, PostgreSQL may read every entry to find that someone has none.
    """
    found: Entry | None = LAST.row({"person": by.person_id})
    return found


def _last() -> EntryQuerySet:
    own = Entry.objects.filter(person_id=Given("person", BigIntegerField()))
    newest = own.order_by("-work_date").values("work_date")[:1]
    found = own.filter(work_date=Subquery(newest)).select_related("account", "project", "line", "item")
    return found.order_by(-F("pk"))[:1]  # the negative id, so that the index of ids isn't read instead


LAST: Final = Prepared(_last)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over many entries: time, and amounts by currency with the time that has none.

    `standard` is what all of it is worth at the rate card, billable or not.
    """

    entries: int
    seconds: int
    billable_seconds: int
    cost: list[Money]
    uncosted_seconds: int
    value: list[Money]
    unvalued_seconds: int
    standard: list[Money]


def totals_of(entries: "QuerySet[Entry, Any]", right: MoneyRight) -> Totals:
    """Return sums of the entries limited by a money right. The caller checks that there are `MOST_SUMMED` at most."""
    rows: list[Any] = list(
        entries.order_by()
        .values("cost_currency", "value_currency")
        .annotate(
            number=Count("pk"),
            all=Sum("seconds"),
            billed=Sum("seconds", filter=Q(billable=True)),
            costs=Sum("cost"),
            uncosted=Sum("seconds", filter=Q(cost=None)),
            values=Sum("value"),
            standards=Sum("standard"),
            unvalued=Sum("seconds", filter=Q(value=None)),
        )
    )

    def added(name: str) -> int:
        return sum(row[name] or 0 for row in rows)

    def amounts(name: str, currency: str, needs: MoneyRight) -> list[Money]:
        sums: Counter[str] = Counter()
        for row in rows if right >= needs else []:
            sums[row[currency]] += row[name] or 0
        return [Money(minor, code) for code, minor in sorted(sums.items()) if code]

    return Totals(
        entries=added("number"),
        seconds=added("all"),
        billable_seconds=added("billed"),
        cost=amounts("costs", "cost_currency", MoneyRight.COST),
        uncosted_seconds=added("uncosted") if right >= MoneyRight.COST else 0,
        value=amounts("values", "value_currency", MoneyRight.FEE),
        unvalued_seconds=added("unvalued") if right >= MoneyRight.FEE else 0,
        standard=amounts("standards", "value_currency", MoneyRight.FEE),
    )


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month as finance sees it."""

    month: int
    entries: int
    seconds: int
    uncosted_seconds: int
    unvalued_seconds: int
    locked_at: datetime | None
    locked_by: str

    @property
    def key(self) -> str:
        """Return what tells it from every other month."""
        return str(self.month)

    @property
    def page(self) -> str:
        """The URL where the month is closed, if a part above has a page for it."""
        return next((address(self.month) for address in hooks.page_of_month), "")


def month_lines() -> list[MonthLine]:
    """Return every month with time, or that was ever closed, newest first. Reads the monthly sums only."""
    sums = {
        row["month"]: row
        for row in ProjectMonth.objects.values("month").annotate(
            number=Sum("entries"),
            all=Sum("seconds"),
            uncosted=Sum("uncosted_seconds"),
            unvalued=Sum("unvalued_seconds"),
        )
        if row["number"]
    }
    states = Month.objects.in_bulk()
    shown = sums.keys() | {month for month, state in states.items() if state.locked_at}
    nothing = {"number": 0, "all": 0, "uncosted": 0, "unvalued": 0}
    lines = []
    for month in sorted(shown, reverse=True):
        one, state = sums.get(month, nothing), states.get(month) or Month(month=month)
        lines.append(
            MonthLine(
                month, one["number"], one["all"], one["uncosted"], one["unvalued"], state.locked_at, state.locked_by
            )
        )
    return lines


def any_priced() -> bool:
    """Return whether any entry has a cost. Then the agency's currency can no longer change."""
    return Entry.objects.filter(cost__isnull=False).exists()
