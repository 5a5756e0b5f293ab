"""Reads of what waits: for a person, and on an account or with a client contact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, QuerySet

from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting.kinds import Awaited, Item, Kind, Rows, kinds

MOST: Final = 50
"""Items of one kind on a page; the heading counts all of them."""
MOST_AWAITED: Final = 8


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind, how many there are in all, and how many of those are late."""

    kind: Kind
    items: Sequence[Item]
    total: int
    late: int


def waiting_for(by: Actor, now: datetime, *, only: str = "") -> list[Group]:
    """Return what waits for a person, kind by kind, or `only` one kind; kinds without items are left out.

    Kinds with something late come first.
    """
    person = person_of(by)
    today = person.day_of(now)
    asked = (kind for kind in kinds() if only in ("", kind.key))
    found = (_group(by, kind, kind.rows(person, today), today) for kind in asked if kind.rows)
    return sorted((group for group in found if group.total), key=lambda group: not group.late)


def open_on(by: Actor, account_id: int, today: date, *, contact_id: int = 0, account: Any = None) -> list[Group]:
    """Return what is open on an account, or with one of its contacts; kinds without items are left out.

    Rows share the `account` that the page has read, which then isn't read along with them.
    """
    found = []
    for kind in kinds():
        if kind.on_account is None or (contact_id and not kind.contact):
            continue
        rows = kind.on_account(by, account_id, today)
        rows = rows.filter(**{kind.contact: contact_id}) if contact_id else rows
        found.append(_group(by, kind, rows.prefetch_related(None) if account else rows, today, account))
    return [group for group in found if group.total]


def count_open(by: Actor, account_id: int, today: date) -> int:
    """Return how many things are open on an account, in one query."""
    found = [kind.on_account(by, account_id, today) for kind in kinds() if kind.on_account]
    rows = [one.order_by().values_list("pk") for one in found]
    return rows[0].union(*rows[1:], all=True).count() if rows else 0


def findings(groups: Sequence[Group]) -> list[str]:
    """Return what matters most about the open things of an account, a sentence each."""
    found = (group.kind.finding(group.items, group.total) for group in groups if group.kind.finding)
    return [sentence for sentence in found if sentence]


def count_for(by: Actor, now: datetime) -> tuple[int, int]:
    """Return how many things wait for a person, and how many of them are late."""
    person = person_of(by)
    today = person.day_of(now)
    counted = [_counted(kind, kind.rows(person, today), today) for kind in kinds() if kind.rows]
    return sum(total for total, _late in counted), sum(late for _total, late in counted)


def awaited_by(person: Person, today: date) -> list[Awaited]:
    """Return what a person waits for from others, soonest first."""
    found = [one for kind in kinds() if kind.awaited for one in kind.awaited(person, today)]
    return sorted(found, key=lambda one: (one.due is None, one.due or today, one.title))


def items_of(groups: Sequence[Group]) -> Iterator[tuple[Kind, Item]]:
    """Yield every item with its kind."""
    for group in groups:
        for item in group.items:
            yield group.kind, item


def _group(by: Actor, kind: Kind, rows: Rows, today: date, account: Any = None) -> Group:
    found = list(rows[: MOST + 1])
    for row in found if account else ():
        kind.holder_of(row).account = account
    items = kind.items(by, found[:MOST], today)
    if len(found) <= MOST:
        return Group(kind, items, len(items), sum(bool(item.days_late) for item in items))
    return Group(kind, items, *_counted(kind, rows, today))


def _counted(kind: Kind, rows: Rows, today: date) -> tuple[int, int]:
    if not isinstance(rows, QuerySet):
        return len(rows), 0
    if kind.late is None:
        return rows.count(), 0
    found = rows.order_by().aggregate(total=Count("pk"), late=Count("pk", filter=kind.late(today)))
    return found["total"], found["late"]
