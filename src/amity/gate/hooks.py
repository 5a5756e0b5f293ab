"""Hooks for parts above: what is known of a client's latest message, and what happened to an item."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.gate.models import Item
from amity.gate.rules import BUNDLE
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest message of a client: a reference to it, its words, author, time, page and readers."""

    reference: str
    words: str
    who: str
    at: datetime
    address: str = ""
    opens: Callable[[Actor], bool] = lambda _by: True


@dataclass(frozen=True, slots=True)
class Conflict:
    """A severe conflict with a client that is still open: what it is about, and its page."""

    about: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """An email to a client that didn't go through the gate: when, and whether it came with an import."""

    at: datetime
    is_imported: bool = False


gone_elsewhere: Final[list[Callable[[Collection[int], datetime, datetime], Iterable[Gone]]]] = []
"""Hook: emails to the clients of some accounts, sent elsewhere in a span of time. The part that reads emails fills it.
"""

severe_conflict: Final[list[Callable[[int], Conflict | None]]] = []
"""Hook: a severe conflict with the client of an account that is still open, by the account's id."""

newest_message: Final[list[Callable[[int, Sequence[int]], Heard | None]]] = []
"""Hook: the newest message of an account's contacts, by the ids of both. The part that reads email fills it."""

on_cleared: Final[dict[str, list[Callable[[Item, Actor, datetime], object]]]] = {}
"""Listeners by kind, called in the transaction that clears an item. They only write rows."""

on_returned: Final[dict[str, list[Callable[[Item, Actor, datetime], object]]]] = {}
"""Listeners by kind, called in the transaction that returns an item. They only write rows."""

on_sent: Final[dict[str, list[Callable[[Item, Actor, datetime], object]]]] = {}
"""Listeners by kind, called once all emails of an item were accepted for the first time. They only write rows."""


def heard(account_id: int, contact_ids: Sequence[int]) -> Heard | None:
    """Return the newest message that any part knows, or None."""
    found = [one for ask in newest_message if (one := ask(account_id, contact_ids)) is not None]
    return max(found, key=lambda one: one.at, default=None)


def conflict_with(account_id: int) -> Conflict | None:
    """Return a severe conflict with a client that any part knows, or None."""
    return next((found for ask in severe_conflict if (found := ask(account_id)) is not None), None)


def elsewhere(account_ids: Collection[int], since: datetime, until: datetime) -> Iterable[Gone]:
    """Return emails to the clients of some accounts that any part knows to have gone elsewhere."""
    return (gone for ask in gone_elsewhere for gone in ask(account_ids, since, until))


def tell(
    listeners: dict[str, list[Callable[[Item, Actor, datetime], object]]], item: Item, by: Actor, now: datetime
) -> None:
    """Call the listeners of an item's kind. A bundle tells those of its items."""
    items = item.bundled.select_related("account", "author") if item.kind == BUNDLE else [item]
    for one in items:
        for listener in listeners.get(one.kind, ()):
            listener(one, by, now)
