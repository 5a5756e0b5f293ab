"""Make cards of signs, and choose which of them are shown. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from amity.today.cards.values import Card, Sign
from amity.today.shown.rules import asks_whether_worth, is_repeat

STORM: Final = 25
"""More cards of one kind than this are one card: a hundred late milestones are one thing to look at."""


def cards_of(signs: Iterable[Sign]) -> list[Card]:
    """Return a card for each cause, its signs and the cards in the order of their ranks."""
    found: dict[str, list[Sign]] = {}
    for sign in signs:
        found.setdefault(card_key(sign), []).append(sign)
    return in_order(Card(key=key, signs=tuple(sorted(own, key=_order))) for key, own in found.items())


def card_key(sign: Sign) -> str:
    """Return the key of the card of a sign: its cause, or itself."""
    return sign.item.cause.replace(" ", "-") or sign.key


def in_order(cards: Iterable[Card]) -> list[Card]:
    """Return cards with the highest rank first, equal ones by due date."""
    return sorted(cards, key=lambda card: _order(card.lead))


def split(cards: Sequence[Card], shown: Mapping[str, Any], today: date, most: int) -> tuple[list[Card], list[Card]]:
    """Return the cards for today, and those that can wait: repeats, and what is beyond the most.

    Cards of one kind that were shown twice without an action are one card. So are very many at once, and several that
    are answered on one page.
    """
    fresh: list[Card] = []
    later: list[Card] = []
    for card in cards:
        before = shown.get(card.key)
        is_old = before is not None and is_repeat(before, card.fingerprint, card.due, today)
        (later if is_old else fresh).append(card)
    bundled = _bundled(fresh, shown, today)
    return bundled[:most], in_order([*bundled[most:], *later])


def _bundled(cards: Sequence[Card], shown: Mapping[str, Any], today: date) -> list[Card]:
    """Return the cards, those bundled by kind under the first that are one card (`split`)."""
    found: list[Card] = []
    place: dict[str, int] = {}
    counts = Counter(card.lead.kind.key for card in cards)
    for card in cards:
        kind, before = card.lead.kind.key, shown.get(card.key)
        asks = before is not None and asks_whether_worth(before, card.fingerprint, today)
        if not asks and counts[kind] <= (1 if card.lead.kind.one_page else STORM):
            found.append(card)
        elif kind in place:
            found[place[kind]] = _with(found[place[kind]], card, asks=asks)
        else:
            place[kind] = len(found)
            found.append(replace(card, asks=asks, bundle=(card,)))
    return found


def _with(first: Card, card: Card, *, asks: bool) -> Card:
    bundle = (*first.bundle, card)
    return replace(first, signs=(*first.signs, *card.signs), bundle=bundle, asks=first.asks or asks)


def _order(sign: Sign) -> tuple[int, date, str, int]:
    return -sign.rank.total, sign.item.due or date.max, sign.kind.key, sign.item.id
