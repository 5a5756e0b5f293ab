"""Read a page of the conversation: the newest events of all sources, in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import starmap
from typing import Any, Final

from django.db import connection
from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from amity.accounts.any_account import ACCOUNT, AnyAccount
from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, Contact
from amity.accounts.policy import sees_whole
from amity.accounts.timeline.constant_columns import NO_DATE, NO_MOMENT, NO_NUMBER, NO_TEXT
from amity.accounts.timeline.rules import Place
from amity.accounts.timeline.sources import Column, Event, Row, Rows, Source, projects_of, sources
from amity.agency.editions.by_roles import by_roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Statement

PAGE: Final = 15
"""Events of the first page, some 4,000 pixels on a phone. Earlier ones are read when they are asked for."""
Branches = Mapping[str, tuple[Source, Rows]]
"""The sets of rows by name, each with its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Filters of the conversation: "" and None mean all. `before` is the place of the oldest event already shown.

    Without `names_projects`, projects have their ids alone.
    """

    kind: str = ""
    direction: str = ""
    contact_id: int | None = None
    colleague: Person | None = None
    project_id: int | None = None
    to_pass_on: bool = False
    before: Place | None = None
    most: int = PAGE
    names_projects: bool = True

    @property
    def is_common(self) -> bool:
        """Whether many ask the same: for the newest events, of everyone and all projects."""
        return self.contact_id is None and self.colleague is None and self.project_id is None and self.before is None


EVERYTHING: Final = Asked()


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its place on the line, the row it was read from and its words. `is_open`: the other side has not
    heard it yet.
    """

    place: Place
    source: Source
    direction: str
    is_open: bool
    row: Row
    event: Event

    @property
    def has_time(self) -> bool:
        """Whether its time of day is known."""
        return self.row.at is not None

    @property
    def day(self) -> date:
        """The date in the reader's time zone."""
        return timezone.localdate(self.place.at)

    @property
    def contacts(self) -> Sequence[tuple[int, str]]:
        """The people at the client: id and name."""
        if self.event.contacts is not None:
            return self.event.contacts
        return [(self.row.contact_id, self.row.contact)] if self.row.contact_id else []

    @property
    def colleagues(self) -> Sequence[str]:
        """The names of the people on our team."""
        if self.event.colleagues is not None:
            return self.event.colleagues
        return [self.row.colleague] if self.row.colleague else []


def events_of(by: Actor, account: Account, asked: Asked = EVERYTHING) -> tuple[list[Placed], Place | None]:
    """Return a page of the events that the actor can see, newest first, and the place after which older ones follow."""
    person, now = person_of(by), timezone.now()
    any_account = AnyAccount(sees_whole(person, account))
    if asked.is_common:
        key = ("conversation", any_account, asked.kind, asked.direction, asked.to_pass_on, asked.most)
        branches, statement = by_roles(key, by, person.day_of(now), lambda anyone: _written(anyone, any_account, asked))
    else:
        branches, statement = _written(by, any_account, asked)
    found = statement.rows({"person": by.person_id, "account": account.pk, "now": now}) if statement else []
    placed = sorted(((_place(row), row) for row in starmap(Row, found)), key=lambda pair: pair[0], reverse=True)
    shown = _named_rows(placed[: asked.most], by, account, branches, projects=asked.names_projects)
    words = _events(by, account, [row for _place, row in shown], branches)
    events = []
    for place, row in shown:
        source, rows = branches[row.name]
        events.append(Placed(place, source, rows.direction_of(row), rows.open, row, words[place]))
    return events, shown[-1][0] if len(placed) > asked.most else None


def _written(by: Actor, account: AnyAccount, asked: Asked) -> tuple[Branches, Statement | None]:
    """Return the sets of rows by name, and the statement that reads the newest of all of them."""
    branches = {
        name: (source, rows)
        for source in sources()
        if asked.kind in ("", source.key)
        for name, rows in _named(source, by, account)
        if _can_match(rows, asked)
    }
    found = [_limited(name, rows, asked) for name, (_source, rows) in branches.items()]
    statement = Statement(found[0].union(*found[1:], all=True)) if found else None
    return {name: (source, _without_query(rows)) for name, (source, rows) in branches.items()}, statement


def _without_query(rows: Rows) -> Rows:
    """Return what an event needs of its set of rows, which is kept with the statement."""
    return replace(rows, rows=rows.rows.model._base_manager.none())


def _named(source: Source, by: Actor, account: AnyAccount) -> Iterator[tuple[str, Rows]]:
    for number, rows in enumerate(source.rows(by, account)):
        yield f"{source.key}-{number}", rows


def _named_rows(
    placed: Sequence[tuple[Place, Row]],
    by: Actor,
    account: Account,
    branches: Branches,
    *,
    projects: bool,
) -> list[tuple[Place, Row]]:
    """Return the rows of a page with the names of their contacts and projects.

    To join both to each set of rows would make the query twice as long to plan. A page knows nearly all of them.
    """
    contacts = {row.contact_id for _place, row in placed if row.contact_id}
    named = {one.pk: one.name for one in active_of(account)} if contacts else {}
    named |= _names_of(Contact, contacts - named.keys())
    of_projects = [row for _place, row in placed if row.project_id and projects]
    known = dict(projects_of(by, account)) if of_projects else {}
    if missing := {row.project_id for row in of_projects if row.project_id} - known.keys():
        rows = branches[of_projects[0].name][1]
        known |= _names_of(_model_of(rows.rows.model, rows.columns.project), missing)
    return [
        (place, row._replace(contact=named.get(row.contact_id or 0, ""), project=known.get(row.project_id or 0, "")))
        for place, row in placed
    ]


def _names_of(model: type[Model], ids: Collection[int]) -> dict[int, str]:
    return dict(model._default_manager.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _model_of(model: Any, path: str) -> type[Model]:
    """Return the model at the end of a path of foreign keys."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model  # type: ignore[no-any-return] # a path names models


def _can_match(rows: Rows, asked: Asked) -> bool:
    """Return whether rows can pass the filters, so that others aren't read."""
    return (
        (not asked.direction or rows.passes(asked.direction) is not None)
        and (rows.open or not asked.to_pass_on)
        and bool(asked.contact_id is None or rows.columns.contact or rows.of_contact)
        and bool(asked.colleague is None or rows.columns.colleague or rows.of_colleague)
        and bool(asked.project_id is None or rows.columns.project or rows.of_project)
    )


def _limited(name: str, rows: Rows, asked: Asked) -> QuerySet[Any, Any]:
    """Return the columns of the newest rows that pass, one more than a page shows."""
    passing = rows.rows.filter(_passes(rows, asked), **{rows.account: ACCOUNT})
    if asked.before is not None:
        passing = passing.filter(_older(name, rows, asked.before))
    newest = passing.order_by(*_newest_first(rows, asked))
    if connection.features.supports_slicing_ordering_in_compound:
        return newest.values_list(Value(name), *_columns(rows))[: asked.most + 1]
    # SQLite joins no queries that are cut off themselves.
    chosen: QuerySet[Any, Any] = rows.rows.model._base_manager.filter(pk__in=newest.values("pk")[: asked.most + 1])
    return chosen.order_by().values_list(Value(name), *_columns(rows))


def _newest_first(rows: Rows, asked: Asked) -> Sequence[Any]:
    """Return the order of rows. Those of a person are found by the person first, and sorted then.

    By their time, a database would walk through all events of the account for a person who has few. So it gets an
    order that no index has.
    """
    at = rows.at or rows.on
    if asked.contact_id is None and asked.colleague is None:
        return f"-{at}", "-pk"
    return Coalesce(F(at), F(at)).desc(), "-pk"


def _passes(rows: Rows, asked: Asked) -> Q:
    passes = (rows.passes(asked.direction) or Q()) if asked.direction else Q()
    if asked.contact_id is not None:
        passes &= (
            rows.of_contact(asked.contact_id) if rows.of_contact else Q(**{rows.columns.contact: asked.contact_id})
        )
    if asked.colleague is not None:
        passes &= _of_colleague(rows, asked.colleague)
    if asked.project_id is not None:
        passes &= (
            rows.of_project(asked.project_id) if rows.of_project else Q(**{rows.columns.project: asked.project_id})
        )
    return passes


def _of_colleague(rows: Rows, person: Person) -> Q:
    if rows.of_colleague is not None:
        return rows.of_colleague(person)
    return Q(**{rows.columns.colleague: person.name})


def _older(name: str, rows: Rows, before: Place) -> Q:
    """Return a filter for rows after a place. Its first condition lets the database start there in the index."""
    column, at = rows.at or rows.on, before.at
    moment: datetime | date = at
    if rows.on:
        moment = timezone.localdate(at)
        if at > _start(moment):
            return Q(**{f"{column}__lte": moment})
    if name < before.name:
        return Q(**{f"{column}__lte": moment})
    if name > before.name:
        return Q(**{f"{column}__lt": moment})
    same = Q(**{f"{column}__lt": moment}) | Q(**{column: moment, "pk__lt": before.pk})
    return Q(**{f"{column}__lte": moment}) & same


def _columns(rows: Rows) -> Iterator[Any]:
    """Yield the columns of `Row` after its name, each with the same type in every set of rows."""
    columns = rows.columns
    yield F(rows.at) if rows.at else NO_MOMENT
    yield F(rows.on) if rows.on else NO_DATE
    yield F("pk")
    for column in (columns.what, columns.more, columns.title, columns.words, columns.note, columns.how):
        yield _text(column)
    yield _number(columns.about)
    yield _number(f"{columns.contact}_id" if columns.contact else None)
    yield _text(columns.colleague or None)
    yield _number(f"{columns.project}_id" if columns.project else None)


def _text(column: Column | None) -> Any:
    if column is None:
        return NO_TEXT
    return F(column) if isinstance(column, str) else column


def _number(column: Column | None) -> Any:
    if column is None:
        return NO_NUMBER
    return F(column) if isinstance(column, str) else column


def _place(row: Row) -> Place:
    if row.at is not None:
        return Place(row.at, row.name, row.pk)
    assert row.day is not None  # noqa: S101 - rows without a date don't pass the order
    return Place(_start(row.day), row.name, row.pk)


def _start(day: date) -> datetime:
    """Return the first moment of a date where the reader is: what has no time comes last on its day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _events(by: Actor, account: Account, rows: Sequence[Row], branches: Branches) -> dict[Place, Event]:
    """Return the words of each row, by its place."""
    of_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_source[branches[row.name][0].key].append(row)
    found: dict[Place, Event] = {}
    for source in sources():
        own = of_source[source.key]
        found.update(zip(map(_place, own), source.events(by, account, own) if own else (), strict=True))
    return found
