"""The title of a card in every language, for what its reader sets aside."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from amity.shared.actor import Actor
from amity.today.asides.rules import LONGEST_TITLE
from amity.today.cards.people import people_of
from amity.today.cards.values import Board, Card
from amity.ui.reader_format import in_other_languages
from amity.waiting.kinds import Item
from amity.waiting.queries import items_of, waiting_for


def titles_of(by: Actor, board: Board, card: Card, now: datetime) -> tuple[str, dict[str, str]]:
    """Return the title of a card, and the same in each other language that Amity supports."""
    return _title(card), in_other_languages(lambda: _title(_redrawn(by, board, card, now)))


def _title(card: Card) -> str:
    return str(card.item.heading)[:LONGEST_TITLE]


def _redrawn(by: Actor, board: Board, card: Card, now: datetime) -> Card:
    """Return a card with the items of its kind drawn in the current language."""
    kind = card.lead.kind.key
    drawn = {f"{kind}-{item.id}": item for item in _items(by, board, kind, now)}
    return replace(card, signs=tuple(replace(sign, item=drawn.get(sign.key, sign.item)) for sign in card.signs))


def _items(by: Actor, board: Board, kind: str, now: datetime) -> Iterable[Item]:
    for whose in people_of(board.person) if board.is_of_people else (board.person,):
        for _kind, item in items_of(waiting_for(by, now, only=kind, whose=whose)):
            yield item
