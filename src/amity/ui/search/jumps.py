"""Search or jump: parts register what can be found by its name, and one field on every page finds it.

A part writes `jumps.py` with a finder and registers it in `AppConfig.ready`. A finder returns only what its actor can
see.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise

from amity.shared.actor import Actor
from amity.shared.errors import Refused

MOST: Final = 6
"""Results of one kind. More need another search word."""
LONGEST: Final = 120
"""Longer search text is cut."""


@dataclass(frozen=True, slots=True)
class Found:
    """A search result: its kind, its name, a detail that distinguishes it, and its URL."""

    kind: str | Promise
    name: str
    url: str
    note: str = ""
    is_client: bool = False


Finder = Callable[[Actor, Sequence[str]], Iterable[Found]]
_finders: dict[str, tuple[int, Finder]] = {}


def register(key: str, order: int, finder: Finder) -> None:
    """Register a finder of a part. Results appear in the order of `order`."""
    _finders[key] = (order, finder)


def words_of(typed: str) -> list[str]:
    """Return the words of a search text."""
    return typed[:LONGEST].replace("\x00", " ").replace("·", " ").split()


def every_word(words: Iterable[str], *fields: str) -> Q:
    """Return a filter: each word is in one of the fields."""
    each = (reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in words)
    return reduce(and_, each, Q())


def holds(text: str, words: Iterable[str]) -> bool:
    """Return whether a text contains every word."""
    return all(word.casefold() in text.casefold() for word in words)


def find(by: Actor, words: Sequence[str]) -> list[Found]:
    """Return the entries that contain every word, by kind, or none without words."""
    if not words:
        return []
    inorder = sorted(_finders.values(), key=lambda one: one[0])
    return [found for _order, finder in inorder for found in _seen(finder, by, words)]


def _seen(finder: Finder, by: Actor, words: Sequence[str]) -> list[Found]:
    """Return a finder's results, or none if the actor has no access to its part."""
    try:
        return list(finder(by, words))[:MOST]
    except Refused:
        return []
