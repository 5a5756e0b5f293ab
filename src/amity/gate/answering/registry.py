"""What parts above register for answers: the text that asks for one, the personal link, and its effect.

An effect belongs to what an item is about, by the kind of its reference. Without one the answer is saved and shown.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.gate.answering.rules import ANSWER, approves, choices, has_link, needs_fresh_code
from amity.gate.models import Item, Recipient
from amity.gate.rules import OFFERS, SIGNED
from amity.gate.subjects.registry import has_price
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.text.amounts import amount_in

closings: Final[list[Callable[[Item], str]]] = []
"""Hook: what follows the text of an item, with its link. The gate freezes it with the text."""

links: Final[list[Callable[[Item, Recipient, datetime], str]]] = []
"""Hook: the personal address of a recipient. Called once, in the transaction that releases an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a client signs with: the typed name, whose it is, the address that got the code, and what was signed."""

    name: str
    contact_id: int
    address: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What answers do to a subject. Each is called in the transaction of the answer, with who answered and their words.

    `decide` returns "" if the subject has changed, or the sentence why not. `sign` does the same in its place where
    the answer is a signature. `hold` and `resume` follow an approval. `team` are colleagues who are told besides the
    author and the account manager. `waiting` returns which of some subjects, by id, still wait for the client.
    `takes_corrections`: changes are taken from every contact at any time, and decide nothing. `agreement` returns the
    id of the agreement under which a subject is, or None: its approvers decide.
    """

    decide: Callable[[Item, str, str, Actor, datetime], str]
    sign: Callable[[Item, Signature, Actor, datetime], str] | None = None
    hold: Callable[[Item, str, Actor, datetime], None] | None = None
    resume: Callable[[Item, Actor, datetime], None] | None = None
    team: Callable[[Item], Iterable[Person]] | None = None
    waiting: Callable[[Collection[int]], Collection[int]] | None = None
    takes_corrections: bool = False
    agreement: Callable[[int], int | None] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers that decided nothing: whether one is unread, and when the last of the others was read."""

    is_open: bool = False
    read_at: datetime | None = None


asked: Final[list[Callable[[Collection[int]], Asked]]] = []
"""Hook: what clients asked in answer to some items, by id."""


def asked_about(item_ids: Collection[int]) -> Asked:
    """Return what clients asked in answer to some items. Without the part that takes answers, nothing."""
    found = [read(item_ids) for read in asked] if item_ids else []
    times = [one.read_at for one in found if one.read_at is not None]
    return Asked(any(one.is_open for one in found), max(times, default=None))


_effects: Final[dict[str, Effect]] = {}


def register(subject_kind: str, effect: Effect) -> None:
    """Register what answers do to a kind of subject."""
    _effects[subject_kind] = effect


def effect_of(item: Item) -> Effect | None:
    """Return what answers to an item do, or None."""
    return _effects.get(item.subject_kind) if item.subject_id else None


def agreement_of(item: Item) -> int | None:
    """Return the id of the agreement under which the subject of an item is, or None where there is none."""
    effect = effect_of(item)
    return effect.agreement(item.subject_id or 0) if effect is not None and effect.agreement is not None else None


def takes_corrections(item: Item) -> bool:
    """Return whether a contact corrects an item rather than asking for another version of it."""
    effect = effect_of(item)
    return effect is not None and effect.takes_corrections


def is_offer(item: Item) -> bool:
    """Return whether a client accepts or declines an item, rather than asking for another version of it."""
    return item.kind in OFFERS


def still_waiting(subject_kind: str, ids: Collection[int]) -> Collection[int]:
    """Return which subjects of a kind still wait for the client. All do where no part says which."""
    effect = _effects.get(subject_kind)
    return ids if effect is None or effect.waiting is None else effect.waiting(ids)


def choices_of(item: Item) -> tuple[str, ...]:
    """Return what a client can answer to an item."""
    return choices(item.kind, asks_approval=item.asks_approval, asks_question=item.asks_question)


def carries_link(item: Item) -> bool:
    """Return whether an item carries a personal link."""
    return has_link(item.kind, asks_approval=item.asks_approval)


def asks_question(item: Item) -> bool:
    """Return whether an item asks the client a question, and nothing that they decide or send."""
    return ANSWER in choices_of(item)


def asks_signature(item: Item) -> bool:
    """Return whether a client signs an item rather than approves it."""
    return item.kind in SIGNED


def authority_for(item: Item) -> str:
    """Return what an approver of an item needs the authority for."""
    return approves(item.kind, names_price=names_price(item))


def always_by_code(item: Item) -> bool:
    """Return whether each decision about an item needs a fresh code."""
    return needs_fresh_code(item.kind, names_price=names_price(item))


def names_price(item: Item) -> bool:
    """Return whether an item mentions a price, or a document with it shows one."""
    return has_price(item.subject_kind, item.subject_id) or bool(amount_in(f"{item.subject}\n{item.body}"))
