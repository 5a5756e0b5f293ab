"""Reads of what waits: for a person, and on an account or with a client contact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Case, QuerySet, Value, When

from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting.kinds import Awaited, Item, Kind, Rows, Together, kinds

MOST: Final = 50
"""Items of one kind on a page; the heading counts all of them."""
MOST_AWAITED: Final = 8
MOST_READ: Final = 20
"""Rows of one kind among which those awaited soonest are found."""


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
    asked = [(kind, kind.rows(person, today)) for kind in kinds() if kind.rows and only in ("", kind.key)]
    counts = _counts([(kind, rows) for kind, rows in asked if isinstance(rows, QuerySet)], today)
    some = [(kind, rows) for kind, rows in asked if kind.key in counts or not isinstance(rows, QuerySet)]
    return _late_first(_group(by, kind, rows, list(rows[:MOST]), today, counts) for kind, rows in some)


def open_on(
    by: Actor, account_id: int, today: date, *, contact_id: int = 0, account: Any = None, only: str = ""
) -> list[Group]:
    """Return what is open on an account, or with one of its contacts, or `only` of one kind; kinds without items are
    left out.

    Kinds with something late come first. Rows share the `account` that the page has read, which then isn't read along
    with them.
    """

    def narrowed(rows: QuerySet[Any, Any], contact: str) -> QuerySet[Any, Any]:
        rows = rows.filter(**{contact: contact_id}) if contact_id else rows
        return rows.prefetch_related(None) if account else rows

    asked = [
        (kind, kind.on_account)
        for kind in kinds()
        if kind.on_account and (kind.contact or not contact_id) and only in ("", kind.key)
    ]
    known: dict[str, Rows] = {}
    for together, contact, keys in _shared([kind for kind, _rows_on in asked], is_account=not contact_id):
        most = MOST * len(keys)
        read = list(narrowed(together.rows(by, account_id, today), contact)[: most + 1])
        by_kind = {key: [row for row in read if together.key_of(row) == key] for key in keys if len(read) <= most}
        known |= {key: rows for key, rows in by_kind.items() if len(rows) <= MOST}
    read = []
    for kind, rows_on in asked:
        rows = known.get(kind.key)
        if rows is None:
            rows = narrowed(rows_on(by, account_id, today), kind.contact)
        read.append((kind, rows, list(rows[: MOST + 1])))
    beyond = [(kind, rows) for kind, rows, some in read if len(some) > MOST and isinstance(rows, QuerySet)]
    counts = _counts(beyond, today)
    return _late_first(_group(by, kind, rows, some[:MOST], today, counts, account) for kind, rows, some in read)


def _shared(asked: Sequence[Kind], *, is_account: bool) -> Iterator[tuple[Together, str, list[str]]]:
    """Yield what several of these kinds read together, with their column of the contact, and their keys.

    Kinds with different columns of the contact are together on an account only.
    """
    for together in dict.fromkeys(kind.together for kind in asked if kind.together):
        of_it = [kind for kind in asked if kind.together is together]
        if len(of_it) > 1 and (is_account or len({kind.contact for kind in of_it}) == 1):
            yield together, of_it[0].contact, [kind.key for kind in of_it]


def all_open(by: Actor, account_id: int, today: date) -> list[QuerySet[Any]]:
    """Return the rows that are open on an account, of each kind."""
    return [kind.on_account(by, account_id, today) for kind in kinds() if kind.on_account]


def findings(groups: Sequence[Group]) -> list[str]:
    """Return what matters most about the open things of an account, a sentence each."""
    found = (group.kind.finding(group.items, group.total) for group in groups if group.kind.finding)
    return [sentence for sentence in found if sentence]


def count_for(by: Actor, now: datetime) -> tuple[int, int]:
    """Return how many things wait for a person, and how many of them are late."""
    person = person_of(by)
    today = person.day_of(now)
    asked = [(kind, kind.rows(person, today)) for kind in kinds() if kind.rows]
    counted = _counts([(kind, rows) for kind, rows in asked if isinstance(rows, QuerySet)], today).values()
    beside = sum(len(rows) for _kind, rows in asked if not isinstance(rows, QuerySet))
    return sum(total for total, _late in counted) + beside, sum(late for _total, late in counted)


def awaited_by(person: Person, today: date) -> list[Awaited]:
    """Return what a person waits for from others, soonest first."""
    asked = [(kind, kind.awaited_rows(person, today)) for kind in kinds() if kind.awaited_rows]
    some = _counts(asked, today)
    found = [
        one
        for kind, rows in asked
        if kind.key in some and kind.awaited
        for one in kind.awaited(person, list(rows[:MOST_READ]))
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or today, one.title))


def items_of(groups: Sequence[Group]) -> Iterator[tuple[Kind, Item]]:
    """Yield every item with its kind."""
    for group in groups:
        for item in group.items:
            yield group.kind, item


def _late_first(found: Iterable[Group]) -> list[Group]:
    return sorted((group for group in found if group.total), key=lambda group: not group.late)


def _group(
    by: Actor, kind: Kind, rows: Rows, shown: Sequence[Any], today: date, counts: Mapping[str, tuple[int, int]],
    account: Any = None,
) -> Group:  # fmt: skip
    """Return the group of the rows that are shown. Where they may not be all, the kind is counted."""
    for row in shown if account else ():
        kind.holder_of(row).account = account
    items = kind.items(by, shown, today)
    if kind.key in counts:
        return Group(kind, items, *counts[kind.key])
    total = len(shown) if isinstance(rows, QuerySet) else len(rows)
    return Group(kind, items, total, sum(bool(item.days_late) for item in items))


def _counts(asked: Sequence[tuple[Kind, QuerySet[Any, Any]]], today: date) -> dict[str, tuple[int, int]]:
    """Return how many rows each kind has and how many of them are late, in one query; none for kinds without rows."""
    every = [
        rows.order_by().values_list(
            Value(kind.key), Case(When(kind.late(today), then=1), default=0) if kind.late else Value(0)
        )
        for kind, rows in asked
    ]
    if not every:
        return {}
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for key, is_late in every[0].union(*every[1:], all=True):
        total, late = found[key]
        found[key] = total + 1, late + is_late
    return dict(found)
