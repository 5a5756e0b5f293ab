"""Lines of an agenda: open things of either of the two, on accounts and projects that they share."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.opened import know_opened
from amity.agency.calendars import works_on
from amity.agency.queries import agency
from amity.conversations.models import PassOn
from amity.conversations.rules import TO_CLIENT
from amity.expectations.models import Conflict, Expectation
from amity.huddles.agendas.topics import TOPICS, WAITING
from amity.huddles.models import Huddle
from amity.huddles.pairs import Shared, of_pair, shared_by, within
from amity.huddles.rules import HEAR, at_stake
from amity.monitoring import rules as monitoring
from amity.monitoring.models import ProjectExpectation, RegisterEntry
from amity.people.models import Person
from amity.people.queries import actor_for, know_person, person_of
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import know_may_stand_in
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Prepared
from amity.ui import formats
from amity.waiting.kinds import Item, Kind
from amity.waiting.queries import rows_waiting_for

DAYS_TO_ACT: Final = 2
"""Working days that are proposed for something without a date, or past it."""
LONGEST_SOURCE: Final = 200
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A thing that is open between the two, with a proposal who takes it and by when."""

    kind: str
    item: int
    account_id: int
    title: str
    address: str
    taker: Person
    due_on: date
    source: str = ""
    detail: str = ""
    quote: str = ""
    client_effect: int = 1
    agency_effect: int = 1

    @property
    def stake(self) -> int:
        """Return how much is at stake."""
        return at_stake(self.client_effect, self.agency_effect)


def lines_of(huddle: Huddle, by: Actor, today: date, kinds: Collection[str] = TOPICS) -> list[Line]:
    """Return everything open between the two, or some `kinds` of it, the most at stake first, then the soonest."""
    shared = shared_by(huddle.manager_id, huddle.partner_id)
    if not shared.accounts:
        return []
    found: dict[tuple[str, int], Line] = {}
    two = _two(huddle, by)
    for person in two:
        know_opened(person, shared.accounts)
    waiting = rows_waiting_for(two, by.through, today, WAITING.intersection(kinds), shared.accounts)
    projects = _projects_of([kind.holder_of(row) for _person, kind, rows in waiting for row in rows])
    for person, kind, rows in waiting:
        for line in _of_kind(huddle, kind, _between(kind, rows, shared, projects), person, two, by, today):
            found.setdefault((line.kind, line.item), line)
    lines = [*found.values(), *(_unheard(huddle, today) if HEAR in kinds else ())]
    return sorted(lines, key=lambda one: (-one.stake, one.due_on, one.title, one.item))


def _two(huddle: Huddle, by: Actor) -> tuple[Person, Person]:
    """Return the two people with their roles, from the columns that `huddles_seen_by` adds."""
    for side, person in (("manager", huddle.manager), ("partner", huddle.partner)):
        if hasattr(huddle, f"{side}_held"):
            know_person(person, getattr(huddle, f"{side}_held"))
            know_may_stand_in(person, getattr(huddle, f"{side}_may_stand_in"))
    manager, partner = (person_of(actor_for(one, by.through)) for one in (huddle.manager, huddle.partner))
    return manager, partner


def _between(
    kind: Kind, rows: Sequence[Any], shared: Shared, projects: Callable[[Any], tuple[int | None, ...]]
) -> list[Any]:  # fmt: skip
    """Return the rows on accounts that the two share, and on projects that they share where they name one."""
    return [
        row
        for row in rows
        if within(shared, getattr(holder := kind.holder_of(row), "account_id", None), projects(holder))
    ]


def _projects_of(holders: Sequence[Any]) -> Callable[[Any], tuple[int | None, ...]]:
    """Return how to find the project of a row. That of an expectation is linked to it."""
    ids = [one.pk for one in holders if isinstance(one, Expectation)]
    linked = ProjectExpectation.objects.filter(expectation__in=ids).values_list("expectation", "project") if ids else ()
    places = dict(linked)

    def project_of(holder: Any) -> tuple[int | None, ...]:
        if isinstance(holder, Expectation):
            return (places.get(holder.pk),)
        if isinstance(holder, Project):
            return (holder.pk,)
        return (getattr(holder, "project_id", None),)

    return project_of


def _of_kind(
    huddle: Huddle, kind: Kind, rows: Sequence[Any], person: Person, two: tuple[Person, Person], by: Actor, today: date
) -> list[Line]:  # fmt: skip
    if not rows:
        return []
    reader = actor_for(_reader(two, person), by.through)
    items = {item.id: item for item in kind.items(reader, rows, today)}
    due = {pk for pk, item in items.items() if not TOPICS[kind.key].if_due or _is_due(item, today)}
    return [_line(huddle, kind, items[row.pk], row, person, today) for row in rows if row.pk in due]


def _reader(two: tuple[Person, Person], person: Person) -> Person:
    """Return for whom things are written: both read the agenda, so no amount is above the right of one of them."""
    other = next(one for one in two if one.pk != person.pk)
    return other if other.money_right < person.money_right else person


def _is_due(item: Item, today: date) -> bool:
    """Return whether an item is due before the next huddle."""
    return item.due is not None and item.due <= today + WEEK


def _line(huddle: Huddle, kind: Kind, item: Item, row: Any, person: Person, today: date) -> Line:
    side = TOPICS[kind.key].taker
    stakes = item.stakes
    client, agency_effect = (stakes.client, stakes.agency) if stakes else (1, 1)
    source = ", ".join(part for part in (strip_tags(str(item.lead)), _late(item)) if part)
    return Line(
        kind=kind.key, item=item.id, account_id=kind.holder_of(row).account_id, title=item.title,
        address=item.address, taker=getattr(huddle, side) if side else person, due_on=_proposed(item.due, today),
        source=source[:LONGEST_SOURCE], detail=" · ".join(item.notes), quote=item.quote or _words_of(row),
        client_effect=max(client, 1), agency_effect=max(agency_effect, 1),
    )  # fmt: skip


def _words_of(row: Any) -> str:
    """Return the client's words about an expectation or a conflict, "" where none are recorded."""
    holder = row.expectation if isinstance(row, Conflict) else row
    return str(getattr(holder, "client_words", ""))


def _late(item: Item) -> str:
    """Return how late an item is, "" for one that isn't."""
    if not item.days_late:
        return ""
    return ngettext("%(days)s day late", "%(days)s days late", item.days_late) % {"days": item.days_late}


def _proposed(due: date | None, today: date) -> date:
    """Return the date that is proposed: the due date, or in two working days where that isn't ahead."""
    if due is not None and due >= today:
        return due
    country, day, left = agency().country, today, DAYS_TO_ACT
    while left:
        day += timedelta(days=1)
        left -= works_on(country, day)
    return day


def _raised() -> QuerySet[RegisterEntry]:
    """Return the open roadblocks and issues of what a pair shares that no one has raised for the client."""
    known = PassOn.objects.filter(direction=TO_CLIENT, entry__isnull=False).values("entry")
    rows = RegisterEntry.objects.filter(
        project__in=of_pair().values("pk"), account__in=of_pair().values("account"), raised_by_client=False,
        kind__in=(monitoring.ROADBLOCK, monitoring.ISSUE),
    )  # fmt: skip
    return rows.exclude(state=monitoring.CLOSED).exclude(pk__in=known).select_related("project", "owner")


RAISED: Final = Prepared(_raised)


def _unheard(huddle: Huddle, today: date) -> list[Line]:
    """Return the roadblocks and issues that the team raised and no one has raised for the client."""
    rows = RAISED.rows({"manager": huddle.manager_id, "partner": huddle.partner_id})
    return [
        Line(
            kind=HEAR, item=row.pk, account_id=row.account_id or 0, title=row.title,
            address=reverse("monitoring:entry", args=[row.pk]), taker=huddle.manager,
            due_on=_proposed(row.due_on, today), detail=row.response or row.detail,
            source=_("Raised %(day)s") % {"day": formats.day(row.raised_on, today)},
            client_effect=max(row.client_effect, 1), agency_effect=max(row.agency_effect, 1),
        )
        for row in rows
    ]  # fmt: skip
