"""Queries that are written once for everyone with the same roles.

Django takes longer to write most queries of a page than the database to answer them. What is kept is their text, with
places for the person and for `Given` values: the database answers each time.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar, cast

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from amity.agency.editions.keeping import edition
from amity.people.any_person import AnyPerson
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still, read_once
from amity.shared.errors import NotSeen
from amity.shared.numbers import LARGEST
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Statement

T = TypeVar("T")
PK: Final = Given("pk", BigIntegerField())
WRITTEN: Final[Memo[Any, Any]] = Memo(512)
"""Enough for people of ten roles on all pages, who have about 980 statements of 22 kB each."""


def rows_by_roles(
    name: Hashable, by: Actor, today: date, given: Mapping[str, Any], make: Callable[[Actor], QuerySet[Any, Any]]
) -> list[Any]:
    """Return the rows that an actor sees of a query with `Given` values, written once for their roles.

    The statement must follow from the name, the actor's roles, the settings and the date alone.
    """
    statement = by_roles(name, by, today, lambda anyone: Statement(make(anyone)))
    return statement.rows({"person": by.person_id, **given})


def row_by_roles(
    name: Hashable,
    by: Actor,
    pk: int,
    sentence: str,
    make: Callable[[Actor], QuerySet[Any, Any]],
    *,
    lock: bool = False,
) -> Any:
    """Return the row with this `pk` of a query written once for the actor's roles, or raise `NotSeen`.

    With `lock` the query is written for the actor, and its row is locked until the transaction ends.
    """
    if lock:
        return seen_or_missing(make(by), pk, sentence, lock=True)
    if not 0 <= pk <= LARGEST:
        raise NotSeen(sentence)
    today = person_of(by).day_of(timezone.now())
    rows = rows_by_roles(name, by, today, {"pk": pk}, lambda anyone: make(anyone).filter(pk=PK).order_by()[:1])
    if not rows:
        raise NotSeen(sentence)
    return rows[0]


def by_roles(name: Hashable, by: Actor, today: date, write: Callable[[Actor], T]) -> T:
    """Return what is written for anyone with the actor's roles, once in an edition of the settings and on a date.

    Where something may change before it is asked, it is written for the actor.
    """
    known = edition() if is_still() else None
    if known is None:
        return write(by)
    person = person_of(by)
    anyone = AnyPerson(person.roles, person.money_right, person.time_zone)
    key = (name, known, anyone.roles, anyone.money_right, anyone.time_zone, today, by.through, connection.vendor)
    found: T = WRITTEN.get(key, lambda: write(_actor_for(anyone, by)))
    return found


def _actor_for(anyone: AnyPerson, by: Actor) -> Actor:
    """Return an actor whose person is any person with these roles."""
    read_once(("person", anyone), lambda: anyone)
    return replace(by, kind="person", id=cast(int, anyone), label="", on_behalf_of=None)
