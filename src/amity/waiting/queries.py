"""Reads of what waits: for a person, and on an account or with a client contact."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import BigIntegerField, Q, QuerySet
from django.utils import timezone

from amity.agency.editions.by_roles import rows_by_roles
from amity.people.models import Person
from amity.people.queries import actor_for, person_of
from amity.shared.actor import Actor, Through
from amity.shared.rows.along import share_account, without_account
from amity.shared.rows.prepared import Given
from amity.waiting import written
from amity.waiting.kinds import Item, Kind, OfContact, OnAccount, Rows, Together, itself, kinds
from amity.waiting.written import Counted, Made

MOST: Final = 50
"""Items of one kind on a page; the heading counts all of them."""
ACCOUNT: Final = Given("account", BigIntegerField())
CONTACT: Final = Given("contact", BigIntegerField())


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind, how many there are in all, and how many of those are late."""

    kind: Kind
    items: Sequence[Item]
    total: int
    late: int


def waiting_for(by: Actor, now: datetime, *, only: str = "", whose: Person | None = None) -> list[Group]:
    """Return what waits for a person, kind by kind, or `only` one kind; kinds without items are left out.

    Kinds with something late come first. `whose` is another person, whose items are drawn as the actor sees them.
    """
    person = whose or person_of(by)
    today = person.day_of(now)
    asked = [kind for kind in kinds() if kind.rows and only in ("", kind.key)]
    counts, read = _counted(person, today, asked)
    read |= _first_waiting(actor_for(person, by.through), today, asked, counts)
    some = [(kind, read[kind.key]) for kind in asked if kind.key in read]
    return _late_first(_group(by, kind, rows, list(rows[:MOST]), today, counts) for kind, rows in some)


def first_items(by: Actor, now: datetime, keys: Collection[str]) -> list[tuple[Kind, Item]]:
    """Return the items of some kinds that wait for the actor, as many of each as a page has. Nothing is counted."""
    person = person_of(by)
    today = person.day_of(now)
    asked = [kind for kind in kinds() if kind.rows and kind.key in keys]
    read = _first_waiting(by, today, asked, keys)
    read |= {kind.key: _rows_of(kind, person, today)[:MOST] for kind in asked if kind.key not in read}
    return [(kind, item) for kind in asked for item in kind.items(by, list(read[kind.key]), today)]


@dataclass(frozen=True, slots=True)
class _On:
    """An account, or one of its contacts, whose open rows an actor reads. `shares_account`: the page has read it."""

    by: Actor
    today: date
    account_id: int
    contact_id: int
    shares_account: bool

    def rows(self, find: OnAccount, contact: str | OfContact) -> QuerySet[Any, Any]:
        """Return the open rows that the actor sees. `contact` is their column of the contact, or their condition."""
        return self._narrowed(find(self.by, self.account_id, self.today), contact, self.contact_id)

    def first(self, kind: Kind, find: OnAccount) -> list[Any]:
        """Return the first rows of a kind, by a statement that is written once for the actor's roles."""
        return self._asked(kind.key, lambda anyone: self._first(anyone, find, kind.contact))

    def first_of_each(self, together: Together, contact: str | OfContact, some: Sequence[Kind]) -> list[Any]:
        """Return the first rows of each of these kinds, in one such statement."""

        def write(anyone: Actor) -> QuerySet[Any, Any]:
            of_each = [self._first(anyone, kind.on_account, kind.contact) for kind in some if kind.on_account]
            wanted = reduce(or_, (Q(pk__in=rows.values("pk")) for rows in of_each))
            return self._narrowed(together.rows(anyone, ACCOUNT, self.today), contact, CONTACT).filter(wanted)

        return self._asked(" ".join(kind.key for kind in some), write)

    def _asked(self, key: str, write: Callable[[Actor], QuerySet[Any, Any]]) -> list[Any]:
        name = ("open on", key, bool(self.contact_id), self.shares_account, MOST)
        given = {"account": self.account_id, "contact": self.contact_id}
        return rows_by_roles(name, self.by, self.today, given, write)

    def _first(self, anyone: Actor, find: OnAccount, contact: str | OfContact) -> QuerySet[Any, Any]:
        """Return one row more than a page shows."""
        return self._narrowed(find(anyone, ACCOUNT, self.today), contact, CONTACT)[: MOST + 1]

    def _narrowed(self, rows: QuerySet[Any, Any], contact: str | OfContact, contact_id: Any) -> QuerySet[Any, Any]:
        if self.contact_id:
            rows = rows.filter(Q(**{contact: contact_id}) if isinstance(contact, str) else contact(contact_id))
        return without_account(rows) if self.shares_account else rows


def open_on(
    by: Actor, account_id: int, today: date, *, contact_id: int = 0, account: Any = None, only: str = ""
) -> list[Group]:
    """Return what is open on an account, or with one of its contacts, or `only` of one kind; kinds without items are
    left out.

    Kinds with something late come first. Rows share the `account` that the page has read, which then isn't read along
    with them.
    """
    on = _On(by, today, account_id, contact_id, account is not None)
    asked = [
        (kind, kind.on_account)
        for kind in kinds()
        if kind.on_account and (kind.contact or not contact_id) and only in ("", kind.key)
    ]
    known = _read_together(on, [kind for kind, _find in asked])
    read = [(kind, find, known[kind.key] if kind.key in known else on.first(kind, find)) for kind, find in asked]
    more = [_made(kind, on.rows(find, kind.contact), today) for kind, find, some in read if len(some) > MOST]
    counts = written.counts_of(person_of(by), more)
    return _late_first(_group(by, kind, some, some[:MOST], today, counts, account) for kind, _find, some in read)


def _read_together(on: _On, asked: Sequence[Kind]) -> dict[str, list[Any]]:
    """Return the first rows of the kinds that share a query, by kind."""
    known: dict[str, list[Any]] = {}
    for together, contact, some in _shared(asked, is_account=not on.contact_id):
        found = on.first_of_each(together, contact, some)
        known |= {kind.key: [row for row in found if together.key_of(row) == kind.key] for kind in some}
    return known


def _shared(asked: Sequence[Kind], *, is_account: bool) -> Iterator[tuple[Together, str | OfContact, list[Kind]]]:
    """Yield what several of these kinds read together, with what narrows it to a contact, and the kinds.

    Kinds with different columns of the contact and no condition for both are together on an account only.
    """
    for together in dict.fromkeys(kind.together for kind in asked if kind.together):
        of_it = [kind for kind in asked if kind.together is together]
        of_contact = together.of_contact or of_it[0].contact
        if len(of_it) > 1 and (is_account or together.of_contact or len({kind.contact for kind in of_it}) == 1):
            yield together, of_contact, of_it


def all_open(by: Actor, account_id: Any, today: date) -> list[QuerySet[Any]]:
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
    asked = [kind for kind in kinds() if kind.rows]
    counts, read = _counted(person, today, asked)
    beside = [
        kind.is_late(row, today)
        for kind in asked
        if not isinstance(rows := read.get(kind.key, ()), QuerySet)
        for row in rows or ()
    ]
    late = sum(late for _total, late in counts.values()) + sum(beside)
    return sum(total for total, _late in counts.values()) + len(beside), late


def still_waiting(by: Actor, kind_key: str, ids: Collection[int]) -> Collection[int]:
    """Return which of these items of a kind still wait for the actor."""
    person = person_of(by)
    kind = next((one for one in kinds() if one.key == kind_key and one.rows), None)
    found = _rows_of(kind, person, person.day_of(timezone.now())) if kind else ()
    if isinstance(found, QuerySet):
        return list(found.filter(pk__in=ids).order_by().values_list("pk", flat=True))
    return [row.pk for row in found if row.pk in ids]


def _rows_of(kind: Kind, person: Any, today: date) -> Rows:
    return kind.rows(person, today) if kind.rows else ()


def _counted(person: Person, today: date, asked: Sequence[Kind]) -> tuple[Counted, dict[str, Rows]]:
    """Return the counts of kinds in one query, and the rows of those whose statement isn't kept, if they have any."""
    once = [kind for kind in asked if kind.is_written_once or kind.candidates]
    read = {kind.key: _rows_of(kind, person, today) for kind in asked if kind not in once}
    others = [_made(kind, rows, today) for kind in asked if isinstance(rows := read.get(kind.key), QuerySet)]
    counts = dict(written.counts(person, today, once, waiting_rows, others))
    read |= {kind.key: _rows_of(kind, person, today) for kind in once if kind.candidates and counts.pop(kind.key, None)}
    return counts, {key: rows for key, rows in read.items() if key in counts or not isinstance(rows, QuerySet)}


def waiting_rows(kind: Kind, person: Any, today: date) -> Made:
    """Return the rows of a kind that wait for a person, or its candidates, and which of them are late."""
    find = kind.candidates or kind.rows
    return _made(kind, find(person, today) if find else None, today)


def _made(kind: Kind, rows: Any, today: date) -> Made:
    return kind.key, rows, kind.late(today) if kind.late else None


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
        share_account(kind.holder_of(row), account)
    items = kind.items(by, shown, today)
    if kind.key in counts:
        return Group(kind, items, *counts[kind.key])
    total = len(shown) if isinstance(rows, QuerySet) else len(rows)
    return Group(kind, items, total, sum(bool(item.days_late) for item in items))


def rows_waiting_for(
    people: Sequence[Person], through: Through, today: date, keys: Collection[str], accounts: Mapping[int, Any]
) -> list[tuple[Person, Kind, list[Any]]]:
    """Return the rows of some kinds that wait for each of some people on some accounts, as many as a page has.

    Rows share these objects of accounts, which the page has read. Kinds without any are left out, and so are those
    that aren't written once.
    """
    asked = [kind for kind in kinds() if kind.is_written_once and kind.key in keys]
    placed, found = written.placed(people, today, asked, waiting_rows), list[tuple[Person, Kind, list[Any]]]()
    for person in people:
        here = {one.key for one in placed[person.pk] if not one.account or one.account in accounts}
        first = _first_waiting(actor_for(person, through), today, asked, here, shares_account=True)
        rows = [(kind, _on_accounts(kind, first[kind.key], accounts)) for kind in asked if kind.key in first]
        found += [(person, kind, some) for kind, some in rows if some]
    return found


def _first_waiting(
    by: Actor, today: date, asked: Sequence[Kind], found: Collection[str], *, shares_account: bool = False
) -> dict[str, Any]:
    """Return the first rows of the kinds that were found waiting for the actor, each by a statement written once.

    `shares_account`: the page has read the accounts of the rows.
    """

    def rows(kind: Kind) -> list[Any]:
        return rows_by_roles(
            ("waits", kind.key, shares_account), by, today, {"now": timezone.now()},
            lambda anyone: along(_rows_of(kind, person_of(anyone), today))[:MOST],
        )  # fmt: skip

    along = _without_account if shares_account else itself
    return {one.key: rows(one) for one in asked if one.is_written_once and one.key in found}


def _without_account(rows: Rows) -> Any:
    return without_account(rows) if isinstance(rows, QuerySet) else rows


def _on_accounts(kind: Kind, rows: Sequence[Any], accounts: Mapping[int, Any]) -> list[Any]:
    """Return the rows of a kind that are on some accounts, with these objects."""
    found = []
    for row in rows:
        holder = kind.holder_of(row)
        if holder.account_id in accounts:
            share_account(holder, accounts[holder.account_id])
            found.append(row)
    return found
