"""Next dates of a person, or of an account: parts above say what comes up in the work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import BigIntegerField, QuerySet, Value

from amity.agency.editions.by_roles import rows_by_roles
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Given

AHEAD: Final = 14
"""Days that count as next."""
SHOWN: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NextDate:
    """A day with what happens on it, and whose it is: an account or a project.

    `clock` is the time of day, "" for all day. `before` is the address of a page to read before it, for a meeting.
    """

    on: date
    clock: str = ""
    title: str
    whose: str
    address: str
    before: str = field(default="", compare=False)


Source = Callable[[Person, date, int], Sequence[NextDate]]
"""Dates of a person from a day on, soonest first, at most so many."""
AccountSource = Callable[[Actor, int, date, int], Sequence[NextDate]]
"""Dates of an account that the actor can see from a day on, soonest first, at most so many."""
ACCOUNT: Final = Given("account", BigIntegerField())
_sources: Final[dict[str, Source]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRows:
    """Dates on an account whose rows are read in one query with those of other parts.

    `rows` are sets by the id of an account, whose statement follows from roles and the date alone, with the columns of
    date, title, account or project, and id; `shown` turns such a row into a date.
    """

    rows: Callable[[Actor, Any, date, int], Sequence[tuple[QuerySet[Any, Any], Sequence[Any]]]]
    shown: Callable[[date, str, str, int], NextDate]


_account_sources: Final[dict[str, AccountSource]] = {}
_account_rows: Final[dict[str, AccountRows]] = {}


def register(key: str, source: Source) -> None:
    """Register the dates that a part has for a person."""
    _sources[key] = source


def register_on_account(key: str, source: AccountSource) -> None:
    """Register the dates that a part has on an account."""
    _account_sources[key] = source


def register_rows_on_account(key: str, rows: AccountRows) -> None:
    """Register rows that are dates on an account."""
    _account_rows[key] = rows


def soonest(rows: QuerySet[Any, Any], most: int) -> QuerySet[Any, Any]:
    """Return the first rows as ones that a query of several sets can take: SQLite joins none that are cut off."""
    found: QuerySet[Any, Any] = rows.model._base_manager.filter(pk__in=rows.values("pk")[:most])
    return found.order_by()


def next_dates(person: Person, today: date) -> list[NextDate]:
    """Return a person's next dates of all parts."""
    return sorted(one for source in _sources.values() for one in source(person, today, SHOWN))[:SHOWN]


def next_dates_on(by: Actor, account_id: int, today: date) -> list[NextDate]:
    """Return the next dates on an account of all parts, as the actor can see them."""
    found = [one for source in _account_sources.values() for one in source(by, account_id, today, SHOWN)]
    given = {"account": account_id}
    read = rows_by_roles("next dates on an account", by, today, given, lambda anyone: _rows_on_account(anyone, today))
    found += [_account_rows[key].shown(*row) for key, *row in read]
    return sorted(found)[:SHOWN]


def _rows_on_account(by: Actor, today: date) -> QuerySet[Any, Any]:
    """Return the rows of all parts, each with the key of its part."""
    first, *others = [
        rows.values_list(Value(key), *columns)
        for key, source in _account_rows.items()
        for rows, columns in source.rows(by, ACCOUNT, today, SHOWN)
    ]
    return first.union(*others, all=True)
