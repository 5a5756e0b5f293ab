"""Signs and cards of Today, and the board they are on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from amity.people.models import Person
from amity.shared.money import Money
from amity.shared.numbers import whole_number
from amity.today.asides.rules import fingerprint, with_step
from amity.today.models import Aside, OwnToday
from amity.today.rules import Rank, Weight
from amity.today.shown.rules import Drawn
from amity.waiting.kinds import Item, Kind
from amity.waiting.lists import several

PROJECT: Final = "project "
FEW: Final = 5
"""Signs that a card lists below its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One item that waits, with its rank. `money` is what is at stake where the reader sees fees.

    `manager` is the name of the account manager, for a reader who directs the account.
    `has_no_rate`: its currency can't be compared with that of the yearly net fees, so it has the least effect.
    """

    kind: Kind
    item: Item
    account_id: int | None
    weight: Weight
    money: Money | None
    rank: Rank
    is_corrected: bool = False
    has_no_rate: bool = False
    manager: str = ""

    @property
    def key(self) -> str:
        """Return the key of the item among all kinds."""
        return f"{self.kind.key}-{self.item.id}"

    @property
    def fingerprint(self) -> str:
        """Return a digest of what can happen to the item."""
        item, stakes = self.item, self.item.stakes
        money = (self.money.minor, self.money.currency) if self.money else None
        effects = (stakes.client, stakes.agency) if stakes else None
        lines = len(item.notes) + len(item.figures)
        digest = fingerprint(item.due, bool(item.days_late), item.version, effects, money, lines)
        return with_step(digest, item.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One cause with its signs, the highest rank first.

    `asks`: it was shown twice without an action. `bundle` are the cards of one kind that are drawn as this one, because
    of that, because there are very many, or because they are answered on one page.
    """

    key: str
    signs: Sequence[Sign]
    asks: bool = False
    bundle: Sequence["Card"] = ()

    @property
    def lead(self) -> Sign:
        """Return the sign that the card shows."""
        return self.signs[0]

    @property
    def is_of_one_page(self) -> bool:
        """Return whether it is several cards that are answered on one page."""
        return len(self.bundle) > 1 and self.lead.kind.one_page is not None

    @property
    def item(self) -> Item:
        """Return what the card shows: its lead, or its items as one that leads to their page."""
        page = self.lead.kind.one_page
        items = [sign.item for sign in self.signs]
        return several(items, page, len(items)) if page and self.is_of_one_page else self.lead.item

    @property
    def others(self) -> Sequence[Sign]:
        """Return the other signs of the same cause."""
        return self.signs[1:]

    @property
    def first_others(self) -> Sequence[Sign]:
        """Return the first of the other signs, or of all where the card shows none of them."""
        return self.signs[:FEW] if self.is_of_one_page else self.others[:FEW]

    @property
    def more(self) -> int:
        """Return how many signs aren't listed."""
        return max(0, len(self.signs if self.is_of_one_page else self.others) - FEW)

    @property
    def total(self) -> int:
        """Return the rank of the card."""
        return self.lead.rank.total

    @property
    def due(self) -> date | None:
        """Return when the first of its signs is due."""
        return min((sign.item.due for sign in self.signs if sign.item.due), default=None)

    @property
    def fingerprint(self) -> str:
        """Return a digest of what can happen to any of its signs."""
        return fingerprint(*sorted((sign.key, sign.fingerprint) for sign in self.signs))

    @property
    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of each sign by its key."""
        return {sign.key: sign.fingerprint for sign in self.signs}

    @property
    def drawn(self) -> list[Drawn]:
        """Return the card, or each card of its bundle, as it is remembered once it was shown."""
        return [
            Drawn(card.key, card.lead.kind.key, card.fingerprint, tuple(card.fingerprints))
            for card in self.bundle or (self,)
        ]

    @property
    def project_id(self) -> int | None:
        """Return the project that is the cause, if one is."""
        cause = self.lead.item.cause
        number = cause.removeprefix(PROJECT)
        return whole_number(number) if cause.startswith(PROJECT) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A person's Today: the cards shown, those that can wait, and what they set aside. `total` are all items."""

    person: Person
    today: date
    state: OwnToday
    shown: Sequence[Card]
    later: Sequence[Card]
    moved: Sequence[Card]
    hidden: Sequence[Card]
    asides: Sequence[Aside]
    total: int
    counts: Mapping[str, Any]
    is_of_people: bool = False

    @property
    def cards(self) -> list[Card]:
        """Return every card, shown or not."""
        return [*self.shown, *self.later, *self.moved, *self.hidden]

    @property
    def drawn(self) -> list[Drawn]:
        """Return the cards shown, as they are remembered."""
        return [one for card in self.shown for one in card.drawn]

    @property
    def due_today(self) -> int:
        """Return how many of the cards shown are due today or late."""
        return sum(1 for card in self.shown if card.due and card.due <= self.today)
