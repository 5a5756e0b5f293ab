"""What parts register as pushes: rows that went to a contact without being asked for.

A part does it in its module `pushes.py`. All sources are read in one query; an index on the contact keeps it cheap.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise

from amity.shared.actor import Actor

Text = str | Promise


def everyone(_by: Actor) -> bool:
    """Return true: whoever sees the contact opens the page."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of pushes: its `label`, and where a row has its contact, account, title and the id for its `address`.

    A row was sent `at` a moment, or `on` a date. `may_open` answers whether an actor can open its page.
    """

    key: str
    label: Text
    rows: Callable[[], QuerySet[Any, Any]]
    contact: str
    account: str
    title: str
    about: str
    address: Callable[[int], str]
    at: str = ""
    on: str = ""
    may_open: Callable[[Actor], bool] = everyone


_sources: Final[dict[str, Source]] = {}


def register(source: Source) -> None:
    """Register a source of a part."""
    _sources[source.key] = source


def sources() -> list[Source]:
    """Return all sources, by key."""
    return [_sources[key] for key in sorted(_sources)]
