"""Search or jump: parts register the kinds of things that can be found, by their words and again by their id.

A part writes `jumps.py` with its kinds and registers them in `AppConfig.ready`. Rows are those its actor sees.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from django.db import connection
from django.db.models import Case, Model, OrderBy, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.ui.search.naming import beside_fields, beside_names, names, values_of
from amity.ui.search.words import (
    begins,
    every_beginning,
    every_similar_word,
    every_word,
    holds,
    words_of,
)
from amity.ui.slots import Slot

Row = TypeVar("Row", bound=Model)
MOST: Final = 6
"""Things of one kind that are offered: for more, one types another word."""

ELSEWHERE: Final = 2
"""The strength of a match that is not in the name, as by the account of a contact."""

Match = Callable[..., Q]
"""Returns the filter of words in some columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A search result: its kind, its name, a detail that distinguishes it, and its URL ("" for none).

    `post` holds the fields to send to the URL where following it is an action; None where it is a page. A page is found
    by `words` too. `creates` is true of an action that creates something under the name typed.
    """

    kind: str | Promise
    name: str
    url: str = ""
    note: str = ""
    post: Mapping[str, str] | None = None
    words: str = ""
    creates: bool = False


Field = tuple[str | Promise, Callable[[Any], str] | None]
"""Words for something that the page of a thing says, and its value, None where results don't show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Row]):
    """One kind of thing: its rows as an actor sees them, the columns searched (the name first), and how one is shown.

    `names` is what people call the kind, as results do: "kestrel retainer" finds the retainers of Kestrel first.
    `pages` are the URL names whose page shows one of them, by its id. With `words_first` the words are looked for
    before the right to a row is: SQLite does it in the order it is told, and with some rights that is far quicker.
    `stands_for` returns the name of the client that a person speaks for: "agreement tom" is meant for Tom's account.
    `fields` are words for what its page says, some with the value: "dana phone" finds Dana with her number.
    """

    key: str
    order: int
    model: type[Row]
    rows: Callable[[Actor], QuerySet[Row]]
    columns: tuple[str, ...]
    sort: tuple[str | OrderBy | Case, ...]
    entry: Callable[[Actor, Sequence[Row]], Iterable[Found]]
    names: tuple[str | Promise, ...]
    pages: tuple[str, ...] = ()
    words_first: bool = False
    stands_for: Callable[[Any], str] | None = None
    fields: tuple[Field, ...] = ()

    def find(self, by: Actor, words: Sequence[str], most: int = MOST, match: Match = every_word) -> list[Row]:
        """Return the rows that contain every word, those whose name begins with them first; none for a stranger.

        Without words they are the first of the kind.
        """
        if not words:
            return self.first(by, most)
        named = Case(When(every_beginning(words, self.columns[0]), then=Value(0)), default=Value(1))
        try:
            rows, matching = self.rows(by), match(words, *self.columns)
            if self.words_first:
                matching = Q(pk__in=self.model._default_manager.filter(matching).order_by().values("pk"))
            return list(rows.filter(matching).order_by(named, *self.sort)[:most])
        except Refused:
            return []

    def named(self, by: Actor, ids: Collection[int]) -> dict[int, Row]:
        """Return those of some rows that the actor sees, by id."""
        try:
            return {row.pk: row for row in self.rows(by).filter(pk__in=ids)} if ids else {}
        except Refused:
            return {}

    def first(self, by: Actor, most: int) -> list[Row]:
        """Return the first rows in the order of the kind."""
        try:
            return list(self.rows(by).order_by(*self.sort)[:most])
        except Refused:
            return []


@dataclass(frozen=True, slots=True)
class Hit:
    """A found row with its kind and how it is shown; and by which words, if others or all of them named its kind.

    `values` are of the fields that words name, which the list of results has before its note.
    """

    kind: Kind[Any]
    row: Any
    shown: Found
    beside_kind: Sequence[str] | None = None
    values: Sequence[str] = ()

    @property
    def listed(self) -> Found:
        """Return how it is shown in the list of results."""
        return replace(self.shown, note=", ".join([*self.values, *filter(None, [self.shown.note])]))

    def rank(self, words: Sequence[str]) -> tuple[bool, int]:
        """Return how well the words typed name it: what they name by its kind comes first."""
        return self.beside_kind is None, strength(self.shown, words if self.beside_kind is None else self.beside_kind)


Finder = Callable[[Actor], Iterable[Found]]
kinds: Final[dict[str, Kind[Any]]] = {}
pages: Final[dict[str, str]] = {}
"""The URL names of pages that show one thing, each with the key of its kind."""
_finders: Final[dict[str, Finder]] = {}


def register(kind: Kind[Any]) -> None:
    """Register a kind of thing, and the pages that show one."""
    kinds[kind.key] = kind
    for page in kind.pages:
        opens(kind.key, page)


def opens(key: str, page: str) -> None:
    """Register one more page that shows a thing of the kind `key`, as a tab that a part above adds."""
    pages[page] = key


pinned: list[Finder] = []
"""What a person pinned, offered first before anything is typed."""


def register_pages(key: str, finder: Finder) -> None:
    """Register a finder of pages that are no rows."""
    _finders[key] = finder


def pages_of(slot: Slot, by: Actor) -> Iterator[Found]:
    """Return the pages of a slot that the actor can open, each by its label."""
    for entry in slot.seen_by(by):
        yield Found(kind=_("Page"), name=str(entry.label), url=entry.address(), words=str(entry.words))


def register_slot(slot: Slot) -> None:
    """Register the pages of a slot, those of parts above too."""
    register_pages(slot.name, lambda by: pages_of(slot, by))


def find(by: Actor, words: Sequence[str]) -> list[Hit]:
    """Return the rows that contain every word: first those of a kind that words name, by the others, then those named
    by all words, then kind by kind. A single word that names a kind finds the first of it too.
    """
    if not words:
        return []
    beside = _beside_kinds(words)
    wanted = {key: beside.get(key, words) for key in kinds}
    there = _with_words(wanted, every_word)
    found = [
        replace(hit, beside_kind=beside.get(kind.key), values=values_of(hit, words))
        for kind in _in_order() if kind.key in there
        for hit in hits(kind, by, kind.find(by, wanted[kind.key]))
    ]  # fmt: skip
    if len(words) == 1:
        known = {(hit.kind.key, hit.row.pk) for hit in found}
        found += [hit for hit in _first_of_kinds(by, words[0]) if (hit.kind.key, hit.row.pk) not in known]
    return sorted(found, key=lambda hit: hit.rank(words))


def find_similar(by: Actor, words: Sequence[str]) -> Iterator[Hit]:
    """Yield the rows that contain every word or one similar to it, kind by kind, each read once it is needed."""
    there = _with_words(dict.fromkeys(kinds, words), every_similar_word)
    for kind in _in_order():
        if kind.key in there:
            yield from hits(kind, by, kind.find(by, words, match=every_similar_word))


def _first_of_kinds(by: Actor, word: str) -> list[Hit]:
    """Return the first things of each kind that a word names."""
    return [hit for kind in _in_order() if names(kind, word) for hit in hits(kind, by, kind.first(by, MOST))]


def _beside_kinds(words: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the words beside those that name a kind, by kind: of "kestrel retainer", "kestrel" for retainers.

    Of several kinds only those that most words name: "contact report osprey" means no contacts. Several words that all
    name one, such as "quarterly review", leave none: they mean its first rows. A single word is looked for as it is
    too.
    """
    left = {kind.key: beside_fields(kind, beside_names(kind, words)) for kind in kinds.values()}
    least = min((len(rest) for rest in left.values() if rest or len(words) > 1), default=0)
    return {key: rest for key, rest in left.items() if len(rest) == least < len(words)}


def find_pages(by: Actor) -> Iterator[Found]:
    """Return the registered pages that the actor can open."""
    for finder in _finders.values():
        yield from finder(by)


def hits(kind: Kind[Any], by: Actor, rows: Sequence[Any]) -> list[Hit]:
    """Return rows with how they are shown."""
    return [Hit(kind, row, shown) for row, shown in zip(rows, kind.entry(by, rows), strict=True)]


def of_clients_named(by: Actor, kind: Kind[Any], words: Sequence[str], most: int) -> list[Hit]:
    """Return things of the clients whose people the words name, each called with its person: "agreement tom"."""
    clients = {
        one.stands_for(hit.row): hit.shown.name
        for one in kinds.values() if one.stands_for
        for hit in hits(one, by, one.find(by, words, most)) if begins(hit.shown.name, words)
    }  # fmt: skip
    return [
        replace(hit, shown=replace(hit.shown, name=f"{hit.shown.name}, {person}"))
        for client, person in clients.items()
        for hit in hits(kind, by, kind.find(by, words_of(client), most))
        if client in (hit.shown.name, hit.shown.note)
    ]


def strength(found: Found, words: Sequence[str]) -> int:
    """Return 0 where each word begins one of the name, 1 where the name contains them, and `ELSEWHERE` otherwise."""
    return 0 if begins(found.name, words) else 1 if holds(found.name, words) else ELSEWHERE


def _with_words(wanted: Mapping[str, Sequence[str]], match: Match) -> set[str]:
    """Return the kinds of which any row contains their words, whoever sees it: the others need no query."""
    asked, values = [], []
    for kind in kinds.values():
        matching = match(wanted[kind.key], *kind.columns)
        rows = kind.model._default_manager.order_by().filter(matching).values("pk")[:1]
        sql, params = rows.query.sql_with_params()
        asked.append(f"SELECT %s WHERE EXISTS ({sql})")
        values += [kind.key, *params]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), values)
        return {key for (key,) in cursor.fetchall()}


def _in_order() -> list[Kind[Any]]:
    return sorted(kinds.values(), key=lambda kind: kind.order)
