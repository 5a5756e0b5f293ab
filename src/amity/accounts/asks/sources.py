"""What parts register as asked of a contact: rows that are open until the contact does something.

A part does it in its module `asks.py`. All sources are read in one query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise

from amity.accounts.models import Contact
from amity.shared.actor import Actor

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of things asked of a contact, as far as the actor sees them. `due` names the column of a date, if any."""

    key: str
    label: Text
    rows: Callable[[Actor, Contact], QuerySet[Any, Any]]
    title: str
    address: Callable[[int], str]
    due: str = ""


_sources: Final[dict[str, Source]] = {}


def register(source: Source) -> None:
    """Register a source of a part."""
    _sources[source.key] = source


def sources() -> list[Source]:
    """Return all sources, by key."""
    return [_sources[key] for key in sorted(_sources)]
