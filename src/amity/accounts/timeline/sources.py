"""What parts register for the conversation of an account: sources of events.

A part does it in its module `conversation.py`. A source names the rows of its tables that are events. All sources are
read in one query, and only the events of a page are turned into words. A set of rows needs an index that begins with
the account and its time, so that a page costs the same for any number of events.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import DateTimeField, Exists, Expression, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from amity.accounts import policy
from amity.accounts.any_account import AnyAccount
from amity.accounts.models import Account
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.prepared import Given

Text = str | Promise
Column = str | Expression | F
NOW: Final = Given("now", DateTimeField())
"""The place of the moment at which the conversation is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where an event finds its values: names of columns, or expressions. None and "" mean that it has none.

    `what` and `more` are codes for the part itself, `words` are the client's own, `about` is the id that the address
    needs. `contact` and `project` name a foreign key, `colleague` the column of a name.
    """

    what: Column | None = None
    more: Column | None = None
    title: Column | None = None
    words: Column | None = None
    note: Column | None = None
    how: Column | None = None
    about: Column | None = None
    contact: str = ""
    colleague: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that are events, as far as the actor sees them.

    They happened `at` a moment, or `on` a date without a time. All have one direction, or that of the code in the
    column `what`. `of_contact`, `of_colleague` and `of_project` find the rows of one where columns can't.
    `open` rows still have to be passed on to the other side.
    """

    rows: QuerySet[Any, Any]
    direction: str | Mapping[str, str]
    columns: Columns
    at: str = ""
    on: str = ""
    account: str = "account"
    of_contact: Callable[[int], Q] | None = None
    of_colleague: Callable[[Person], Q] | None = None
    of_project: Callable[[int], Q] | None = None
    open: bool = False

    def direction_of(self, row: "Row") -> str:
        """Return the direction of a row."""
        return self.direction if isinstance(self.direction, str) else self.direction[row.what]

    def passes(self, direction: str) -> Q | None:
        """Return a filter for the rows of a direction, or None if there can't be any."""
        if isinstance(self.direction, str):
            return Q() if self.direction == direction else None
        codes = [code for code, way in self.direction.items() if way == direction]
        return Q(**{f"{self.columns.what}__in": codes}) if codes else None


class Row(NamedTuple):
    """An event as it was read. Texts are "" and ids None where there is nothing; `day` is that of `on`.

    The names of contact and project are read for the rows of a page only.
    """

    name: str
    at: datetime | None
    day: date | None
    pk: int
    what: str
    more: str
    title: str
    words: str
    note: str
    how: str
    about: int | None
    contact_id: int | None
    colleague: str
    project_id: int | None
    contact: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the page shows of an event.

    `words` are quoted, `text` isn't. `how` is the channel. `contacts` and `colleagues` are those of the row, unless
    they are given; a contact with the id 0 is known by name alone. `template` draws `value` on the other side of the
    line, such as what still has to be done there.
    """

    kind: Text
    title: str
    address: str
    words: str = ""
    text: str = ""
    how: Text = ""
    contacts: Sequence[tuple[int, str]] | None = None
    colleagues: Sequence[str] | None = None
    template: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of events, under the `label` of the filter. `rows` returns the same sets in the same order each time.

    Their statement is written once for everyone with the same roles, so it follows from these, the date and whether the
    actor sees the whole account. `NOW` is the place of the moment. Of `AnyAccount`, `rows` knows no more.

    `events` returns an event for each row, in their order, and may read more of those rows in one query.
    """

    key: str
    order: int
    label: Text
    rows: Callable[[Actor, Any], Sequence[Rows]]
    events: Callable[[Actor, Account, Sequence[Row]], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Projects:
    """How the part above that knows projects offers them: those of an account, by id, and the address of one."""

    of: Callable[[Actor, Account], Sequence[tuple[int, str]]]
    address: Callable[[int], str]


projects: Final[list[Projects]] = []
"""Hook: the projects by which the conversation is filtered."""


def projects_of(by: Actor, account: Account) -> Mapping[int, str]:
    """Return the names of an account's projects that the actor can see, read once for a page."""
    key = ("projects of the conversation", by, account.pk)
    return once_a_page(key, lambda: {pk: name for hook in projects for pk, name in hook.of(by, account)})


to_pass_on: Final[list[Callable[[Actor, Any], QuerySet[Any, Any]]]] = []
"""Hook: what still has to be passed on with an account, by its id, for the count of the tab and of the filter."""

_sources: Final[dict[str, Source]] = {}


def register(source: Source) -> None:
    """Register a source of a part."""
    _sources[source.key] = source


def sources() -> list[Source]:
    """Return all sources in the order of the filter."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.key))


def seen_rows(
    rows: QuerySet[Any, Any], by: Actor, account: Account | AnyAccount, parent: str = ""
) -> QuerySet[Any, Any]:
    """Return the rows of an account that the actor can see, by their `visible_to` or that of their `parent`.

    Someone with full access to the account sees all of its rows. Leaving out a condition that is true for each of them
    makes the query of all sources half as expensive to build.
    """
    person = person_of(by)
    if policy.sees_whole(person, account):
        return rows
    if not parent:
        return rows.visible_to(person)  # type: ignore[attr-defined, no-any-return]
    above: Any = rows.model._meta.get_field(parent).related_model
    return rows.filter(Exists(above.objects.visible_to(person).filter(pk=OuterRef(f"{parent}_id"))))


def each(event: Callable[[Row], Event]) -> Callable[[Actor, Account, Sequence[Row]], list[Event]]:
    """Return the `events` of a source whose rows say all there is to know."""
    return lambda _by, _account, rows: [event(row) for row in rows]
