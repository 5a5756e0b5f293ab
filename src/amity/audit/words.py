"""Labels of actions, objects and fields in the audit log. Each part registers its own from `trail_words.py` at start.

The audit log stores codes (`person.invited`, `people.person`), so that labels can improve later. Here they become
labels.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import ForeignKey, Model, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise

from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.ui.field_words import word_of

Text = str | Promise

PLACES: Final = re.compile(r"(%\((?:who|what|which)\)s)")


@dataclass(frozen=True, slots=True)
class Named:
    """An object's name, and the URL of its page if it has one."""

    name: str
    address: str = ""


Namer = Callable[[Collection[int]], Mapping[int, Named]]
"""Returns names of many ids at once, with one query. Deleted ones are left out. Most are `InColumn`."""


@dataclass(frozen=True, slots=True)
class InColumn:
    """Objects whose name is in a column, with the name of the URL of their pages, if they have one.

    The names of several such kinds are read in one query.
    """

    model: type[Model]
    column: str
    page: str = ""

    def __call__(self, ids: Collection[int]) -> Mapping[int, Named]:
        """Return the names of objects by their ids."""
        return names_in_columns({"": self}, {"": ids})[""]


def names_in_columns(
    namers: Mapping[str, InColumn], ids: Mapping[str, Collection[int]]
) -> dict[str, dict[int, Named]]:  # fmt: skip
    """Return the names of objects of several kinds by their ids, in one query."""
    found: dict[str, dict[int, Named]] = {kind: {} for kind in namers}
    queries = [
        namer.model._default_manager.filter(pk__in=ids[kind]).order_by()
        .values_list(Value(kind, TextField()), "pk", Cast(namer.column, TextField()))
        for kind, namer in namers.items()
    ]  # fmt: skip
    for kind, pk, name in queries[0].union(*queries[1:], all=True) if queries else ():
        page = namers[kind].page
        found[kind][pk] = Named(name, reverse(page, args=[pk]) if page else "")
    return found


@dataclass(frozen=True, slots=True)
class Field:
    """A payload field's label. `kind` is the kind of object its id refers to, `unit` how to format it."""

    label: Text
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object: its label when an object's name is gone, and who can open its page."""

    label: Text
    namer: Namer
    may_open: Callable[[Actor], object]


@dataclass(frozen=True, slots=True)
class Topic:
    """Actions that are filtered together."""

    label: Text
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Specified:
    """A longer sentence of an action, with `%(which)s`: what `name` makes of the payload. Without that, the short one.

    Everyone who can read the audit log reads it, so `name` returns nothing that needs a right.
    """

    pattern: Text
    name: Callable[[Mapping[str, Any]], str]


sentences: dict[str, Text] = {}
specified: dict[str, Specified] = {}
kinds: dict[str, Kind] = {}
fields: dict[str, Field] = {}
topics: dict[str, Topic] = {}
former_kinds: dict[str, str] = {}
"""Kinds in older records, to their current names. Records can't change theirs, because their digest covers it."""
retired_kinds: set[str] = set()
"""Kinds in older records whose objects have another kind and another id now."""
former_refs: dict[str, Callable[[int], Collection[tuple[str, int]]]] = {}
"""Returns the kinds and ids that older records have for an object that changed both, by its current kind."""


def acts(topic: str, label: Text, patterns: Mapping[str, Text]) -> None:
    """Register the sentences of a part's actions, with `%(who)s` and mostly `%(what)s` in each."""
    sentences.update(patterns)
    topics[topic] = Topic(label, tuple(patterns))


def specify(action: str, pattern: Text, name: Callable[[Mapping[str, Any]], str]) -> None:
    """Register the longer sentence of an action."""
    specified[action] = Specified(pattern, name)


def anybody(actor: Actor) -> bool:
    """Let everyone who can read the audit log open the page."""
    return True


def thing(
    kind: str, label: Text, namer: Namer, may_open: Callable[[Actor], object] = anybody, *, formerly: str = "",
    retired: bool = False,
) -> None:  # fmt: skip
    """Register a kind of object: its label if it has no name, where names come from, and who can open it.

    `formerly` is the kind that older records have, from before the model moved. A `retired` kind has no model any
    more, and its namer finds the objects of today by their former ids.
    """
    kinds[kind] = Kind(label, namer, may_open)
    if retired:
        retired_kinds.add(kind)
    if formerly:
        former_kinds[formerly] = kind


def names_of(refs: Iterable[Ref]) -> dict[str, Mapping[int, Named]]:
    """Return the names of objects by kind and id, for kinds that are registered. Deleted ones are left out.

    Names that are in a column are read in one query for all kinds, the others in one for each kind.
    """
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        ids[ref.kind].add(ref.id)
    namers = {kind: kinds[kind].namer for kind in ids if kind in kinds}
    in_columns = {kind: namer for kind, namer in namers.items() if isinstance(namer, InColumn)}
    found = {kind: namer(ids[kind]) for kind, namer in namers.items() if kind not in in_columns}
    return found | names_in_columns(in_columns, ids)


def current_kind(kind: str) -> str:
    """Return the current name of a kind."""
    return former_kinds.get(kind, kind)


def kinds_recorded(kind: str) -> list[str]:
    """Return all names that records of a kind can have."""
    now = current_kind(kind)
    return [now, *(before for before, after in former_kinds.items() if after == now)]


def refs_recorded(kind: str, number: int) -> list[tuple[str, int]]:
    """Return every kind and id that records of an object can have."""
    former = former_refs[current_kind(kind)](number) if current_kind(kind) in former_refs else ()
    return [*((name, number) for name in kinds_recorded(kind)), *former]


def of(model: type[Model], *names: str) -> dict[str, Field]:
    """Return columns of a model as payload fields: labelled by the model, with the kind of object an id refers to."""
    found = {}
    for name in names:
        column = model._meta.get_field(name)
        kind = ""
        if isinstance(column, ForeignKey) and name == column.attname:
            kind = column.related_model._meta.label_lower
        found[name] = Field(word_of(model, name), kind, "seconds" if name.endswith("seconds") else "")
    return found


def call(labelled: Mapping[str, Field]) -> None:
    """Register the labels of payload fields."""
    fields.update(labelled)


def pieces(sentence: Text) -> list[str]:
    """Split a sentence at its placeholders: texts, `%(who)s`, `%(what)s` and `%(which)s`, in their order."""
    return [piece for piece in PLACES.split(str(sentence)) if piece]
