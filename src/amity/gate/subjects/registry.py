"""The registry of things that parts send to clients. Each part registers its own in `AppConfig.ready`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.gate.models import Item, Recipient
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.money import Money

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document that goes with an email: its name, and what reads or makes its bytes."""

    name: str
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a part writes about its subject: to whom, which words, with which documents, and the version they show.

    `kind` chooses the lane. `title` and `back` are those of the page on which it is edited before it is submitted.
    """

    key: str
    id: int
    account: Account
    kind: str
    version: str
    title: str
    back: str
    subject: str
    body: str
    contact_ids: Sequence[int] = ()
    files: Sequence[Enclosure] = ()
    has_price: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a thing isn't sent as matters are: a code, and the sentence for whoever decides. Typed words overrule it."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class Recorded:
    """Who got a thing without an email of Amity, when, and the page that shows it."""

    who: str
    at: datetime
    address: str


def _nothing_recorded(_ids: Collection[int], _since: datetime) -> Mapping[int, Recorded]:
    return {}


def _no_price(_id: int) -> bool:
    return False


def _no_lines(_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    return {}


def _no_projects(_ids: Collection[int]) -> Mapping[int, int]:
    return {}


def _no_stops(_ids: Collection[int]) -> Mapping[int, Stop]:
    return {}


def _itself(subject_id: int) -> int:
    return subject_id


def _no_amounts(_id: int) -> Sequence[Money]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A kind of thing that is sent to clients.

    `prepare` writes the email as the actor sees the thing. `versions` returns the version of each thing now by its id,
    without those that can't be sent any more; `changed` is the sentence for another one than was written about. `sent`
    is called for each recipient whose email was accepted, and again if a person resends it, so it must change nothing
    the second time. `stops` returns what now speaks against sending some things, such as a project that is paused, by
    their ids. `has_price` tells of prices in the documents, `line_ids` which lines of the services map each thing
    is about, `project_ids` the project of each that is about one, `amounts` what whoever approves it agrees to pay.
    `newest` is the id of what has replaced it, which an email that is written again is about. Of one `series`, named
    by a number, a client expects no two on one day. `recorded` returns which series were recorded as sent without Amity
    since a moment, by the id of the thing asked about.
    """

    key: str
    changed: Text
    prepare: Callable[[Actor, int], Prepared]
    versions: Callable[[Collection[int]], Mapping[int, str]]
    sent: Callable[[Item, Recipient, Actor, datetime], object]
    address: Callable[[int], str]
    stops: Callable[[Collection[int]], Mapping[int, Stop]] = _no_stops
    has_price: Callable[[int], bool] = _no_price
    line_ids: Callable[[Collection[int]], Mapping[int, Sequence[int]]] = _no_lines
    project_ids: Callable[[Collection[int]], Mapping[int, int]] = _no_projects
    newest: Callable[[int], int] = _itself
    series: Callable[[int], int] = _itself
    recorded: Callable[[Collection[int], datetime], Mapping[int, Recorded]] = _nothing_recorded
    amounts: Callable[[int], Sequence[Money]] = _no_amounts


_senders: Final[dict[str, Sender]] = {}


def register(sender: Sender) -> None:
    """Register what a part sends."""
    _senders[sender.key] = sender


def all_senders() -> Sequence[Sender]:
    """Return everything that is registered."""
    return tuple(_senders.values())


def sender_of(key: str) -> Sender | None:
    """Return the registered sender of a kind of subject, or None for an email about nothing in particular."""
    return _senders.get(key)


def prepared(by: Actor, key: str, subject_id: int) -> Prepared:
    """Return what the part writes about a subject as the actor sees it. Raises `NotSeen` or `Refused`."""
    sender = sender_of(key)
    if sender is None:
        raise NotSeen(_("Nothing of this kind can be sent to a client."))
    return sender.prepare(by, subject_id)


def newest(key: str, subject_id: int) -> int:
    """Return the id of what has replaced a subject, or its own."""
    sender = sender_of(key)
    return sender.newest(subject_id) if sender else subject_id


def versions_now(subjects: Collection[tuple[str, int | None]]) -> Mapping[tuple[str, int], str]:
    """Return the version of each subject now, or "" once it can't be sent any more. Each part is asked once."""
    found: dict[tuple[str, int], str] = {}
    for sender, ids in _by_sender(subjects):
        now = sender.versions(ids)
        found |= {(sender.key, one): now.get(one, "") for one in ids}
    return found


def stops_now(subjects: Collection[tuple[str, int | None]]) -> Mapping[tuple[str, int], Stop]:
    """Return what now speaks against sending each subject. Each part is asked once."""
    found: dict[tuple[str, int], Stop] = {}
    for sender, ids in _by_sender(subjects):
        found |= {(sender.key, one): stop for one, stop in sender.stops(ids).items()}
    return found


def recorded_since(subjects: Collection[tuple[str, int | None]], since: datetime) -> Mapping[tuple[str, int], Recorded]:
    """Return which subjects were recorded as sent without Amity since a moment. Each part is asked once."""
    found: dict[tuple[str, int], Recorded] = {}
    for sender, ids in _by_sender(subjects):
        found |= {(sender.key, one): recorded for one, recorded in sender.recorded(ids, since).items()}
    return found


def lines_of_subjects(subjects: Collection[tuple[str, int | None]]) -> Mapping[tuple[str, int], Sequence[int]]:
    """Return the lines of the services map that each subject is about. Each part is asked once."""
    found: dict[tuple[str, int], Sequence[int]] = {}
    for sender, ids in _by_sender(subjects):
        lines = sender.line_ids(ids)
        found |= {(sender.key, one): lines.get(one, ()) for one in ids}
    return found


def projects_of_subjects(subjects: Collection[tuple[str, int | None]]) -> Mapping[tuple[str, int], int]:
    """Return the project of each subject that is about one. Each part is asked once."""
    found: dict[tuple[str, int], int] = {}
    for sender, ids in _by_sender(subjects):
        found |= {(sender.key, one): project for one, project in sender.project_ids(ids).items()}
    return found


def _by_sender(subjects: Collection[tuple[str, int | None]]) -> Iterator[tuple[Sender, set[int]]]:
    """Yield each registered sender with the ids of its subjects."""
    for key in sorted({key for key, _id in subjects}):
        ids = {one for kind, one in subjects if kind == key and one is not None}
        sender = sender_of(key)
        if sender is not None and ids:
            yield sender, ids


def has_price(key: str, subject_id: int | None) -> bool:
    """Return whether the documents about a subject show a price."""
    sender = sender_of(key)
    return sender is not None and subject_id is not None and sender.has_price(subject_id)


def amounts_of(key: str, subject_id: int | None) -> Sequence[Money]:
    """Return what whoever approves a subject agrees to pay, as far as its part knows."""
    sender = sender_of(key)
    return () if sender is None or subject_id is None else sender.amounts(subject_id)
