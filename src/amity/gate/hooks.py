"""Hooks for parts above: what is known of a client's latest message, and what happened to an item."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from amity.gate.models import Item
from amity.gate.rules import BUNDLE
from amity.shared.actor import Actor
from amity.shared.caches.reading import is_still, once_a_page, read_once
from amity.shared.rows.prepared import Given


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest message of a client, or of ours: a reference to it, its words, author, time, page and readers."""

    reference: str
    words: str
    who: str
    at: datetime
    address: str = ""
    opens: Callable[[Actor], bool] = lambda _by: True


@dataclass(frozen=True, slots=True)
class Conversation:
    """What an email to some contacts of an account belongs to, since it was begun.

    `matter` is its subject without Re and its like, casefolded. `answers` refers to the client's message that it
    answers, or is "".
    """

    account_id: int
    contact_ids: frozenset[int]
    matter: str
    answers: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """A severe conflict with a client that is still open: what it is about, since when, and its page."""

    about: str
    since: datetime
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """The mailbox by which an author's emails leave: its address, and why it can't send now, in a sentence."""

    address: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """Records of a part above on which an email can be returned.

    `choices` returns those of an account that the actor can name, by id with their words. `words` returns how records
    are quoted, by id.
    """

    choices: Callable[[Actor, int], Sequence[tuple[int, str]]]
    words: Callable[[Collection[int]], Mapping[int, str]]


citable: Final[dict[str, Records]] = {}
"""Hook: the records on which an email can be returned, by ground."""

own_sender: Final[list[Callable[[int, str], Sender | None]]] = []
"""Hook: the mailbox of an author, by their id: the one with an address, or for "" the one that new emails leave by."""

mailbox_page: Final[list[Callable[[], str]]] = []
"""Hook: the address of the page on which people connect their own mailbox."""

ask_sender: Final[list[Callable[[int, str], object]]] = []
"""Hook: find out whether an author's mailbox can send, where its last login was refused. It asks the mail server."""

Moment = datetime | Given
"""A moment, or the place of one in a query that is written once."""

gone_elsewhere: Final[list[Callable[[Collection[int], Moment, Moment], QuerySet[Any, Any]]]] = []
"""Hook: emails to the clients of some accounts, sent elsewhere in a span of time. The part that reads emails fills it.

Each row is when it was sent, and `ELSEWHERE` or `IMPORTED`.
"""

severe_conflicts: Final[list[Callable[[Collection[int]], Mapping[int, Conflict]]]] = []
"""Hook: severe conflicts with the clients of some accounts that are still open, by the accounts' ids."""

Writers = tuple[int, frozenset[int]]
"""The id of an account, and those of some of its contacts."""

newest_messages: Final[list[Callable[[Collection[Writers]], Mapping[Writers, Heard]]]] = []
"""Hook: the newest message of each group of writers. The part that reads email fills it."""

newest_replies: Final[list[Callable[[Collection[Conversation]], Mapping[Conversation, Heard]]]] = []
"""Hook: our newest email in each conversation that didn't go through the gate. The part that reads email fills it."""

on_cleared: Final[dict[str, list[Callable[[Item, Actor, datetime], object]]]] = {}
"""Listeners by kind, called in the transaction that clears an item. They only write rows."""

on_returned: Final[dict[str, list[Callable[[Item, Actor, datetime], object]]]] = {}
"""Listeners by kind, called in the transaction that returns an item. They only write rows."""

on_sent: Final[dict[str, list[Callable[[Item, Actor, datetime], object]]]] = {}
"""Listeners by kind, called once all emails of an item were accepted for the first time. They only write rows."""


def heard(account_id: int, contact_ids: Iterable[int]) -> Heard | None:
    """Return the newest message that any part knows, or None."""
    writers = (account_id, frozenset(contact_ids))
    return heard_from([writers]).get(writers)


def heard_from(groups: Collection[Writers]) -> Mapping[Writers, Heard]:
    """Return the newest message of each group of writers that any part knows, without groups that wrote none.

    A page asks once for each group.
    """
    if not is_still():
        return _heard_from(groups)
    known: dict[Writers, Heard | None] = read_once("gate.heard", dict)
    missing = {one for one in groups if one not in known}
    if missing:
        known |= dict.fromkeys(missing) | dict(_heard_from(missing))
    return {one: newest for one in groups if (newest := known[one]) is not None}


def _heard_from(groups: Collection[Writers]) -> Mapping[Writers, Heard]:
    found: dict[Writers, Heard] = {}
    for ask in newest_messages:
        for writers, one in ask(groups).items():
            if writers not in found or found[writers].at < one.at:
                found[writers] = one
    return found


def replies_in(conversations: Collection[Conversation]) -> Mapping[Conversation, Heard]:
    """Return our newest email in each conversation that any part knows to have gone elsewhere."""
    found: dict[Conversation, Heard] = {}
    for ask in newest_replies:
        for about, one in ask(conversations).items():
            if about not in found or found[about].at < one.at:
                found[about] = one
    return found


def sender_of(author_id: int, address: str = "") -> Sender | None:
    """Return the mailbox by which an author's emails leave, or the one with an address. None if there is none."""
    return next((found for ask in own_sender if (found := ask(author_id, address)) is not None), None)


def conflict_with(account_id: int) -> Conflict | None:
    """Return a severe conflict with a client that any part knows, or None."""
    return conflicts_with([account_id]).get(account_id)


def conflicts_with(account_ids: Collection[int]) -> Mapping[int, Conflict]:
    """Return severe conflicts with the clients of some accounts that any part knows, one for each account."""

    def read() -> dict[int, Conflict]:
        found: dict[int, Conflict] = {}
        for ask in severe_conflicts:
            found = {**ask(account_ids), **found}
        return found

    return once_a_page(("gate.conflicts", frozenset(account_ids)), read)


def tell(
    listeners: dict[str, list[Callable[[Item, Actor, datetime], object]]], item: Item, by: Actor, now: datetime
) -> None:
    """Call the listeners of an item's kind. A bundle tells those of its items."""
    items = item.bundled.select_related("account", "author") if item.kind == BUNDLE else [item]
    for one in items:
        for listener in listeners.get(one.kind, ()):
            listener(one, by, now)
