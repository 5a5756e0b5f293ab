"""REST operations for Today: the cards of the caller, and the answers to them."""

from datetime import date, datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id
from amity.today.asides import commands
from amity.today.asides.fields import EffectFields, LetPassFields, NotNowFields
from amity.today.cards.collecting import board_of
from amity.today.cards.values import Card

router = Router(tags=["Today"])
SETUP: Final = "setup:write"


class SignShape(Answered):
    """One item that waits. `kind` and `id` name it as in *waiting*; `path` is its page in Amity."""

    kind: str
    id: Id
    title: str
    due_on: date | None
    path: str


class TodayCardShape(Answered):
    """A card: one cause with its signs. `rank` is the sum of the four numbers of `domain.md`.

    `account_manager` is the name of the account manager, for a caller who directs the account, otherwise "".
    `money` is in minor units, null where nothing is at stake or the caller can't see fees.
    """

    key: str
    rank: int
    client: int
    agency: int
    urgency: int
    weight: int
    account: str
    account_manager: str
    money: int | None
    currency: str | None
    signs: list[SignShape]


class TodayShape(Answered):
    """The caller's Today, highest rank first. `total` counts all that waits, also what isn't on Today."""

    total: int
    due_today: int
    cards: list[TodayCardShape]


class AsideShape(Answered):
    """An answer to a card. `card` is its key."""

    id: Id
    way: str
    card: str
    title: str
    until: date | None
    reason: str
    at: datetime


class NotNow(Body, value=NotNowFields):
    """Request body: until when. Without a date, until something about the card changes."""


class LetPass(Body, value=LetPassFields):
    """Request body: why the card is let pass."""


class Effects(Body, value=EffectFields):
    """Request body: the effects as the caller knows them."""


@reads(router, "/today", TodayShape)
def read_today(request: HttpRequest) -> dict[str, Any]:
    """Return the cards of the caller's Today."""
    board = board_of(asker(request), timezone.now())
    return {"total": board.total, "due_today": board.due_today, "cards": [_card(card) for card in board.shown]}


@writes(router, "POST", "/today/cards/{slug:card_key}/not-now", AsideShape, scope=SETUP, status=201)
def set_card_aside(request: HttpRequest, card_key: Path[str], body: NotNow) -> dict[str, Any]:
    """Set a card aside until a date, or until something about it changes."""
    fields = body.as_value(NotNowFields)
    return _aside(commands.not_now(by=asker(request), card_key=card_key, fields=fields, now=timezone.now()))


@writes(router, "POST", "/today/cards/{slug:card_key}/let-pass", AsideShape, scope=SETUP, status=201)
def let_card_pass(request: HttpRequest, card_key: Path[str], body: LetPass) -> dict[str, Any]:
    """Let a card pass, with the reason."""
    fields = body.as_value(LetPassFields)
    return _aside(commands.let_pass(by=asker(request), card_key=card_key, fields=fields, now=timezone.now()))


@writes(router, "POST", "/today/cards/{slug:card_key}/not-so", AsideShape, scope=SETUP, status=201)
def raise_card_threshold(request: HttpRequest, card_key: Path[str]) -> dict[str, Any]:
    """Raise the threshold of a card's kind on its account."""
    return _aside(commands.not_so(by=asker(request), card_key=card_key, now=timezone.now()))


@writes(router, "POST", "/today/cards/{slug:card_key}/effects", AsideShape, scope=SETUP, status=201)
def correct_card_effects(request: HttpRequest, card_key: Path[str], body: Effects) -> dict[str, Any]:
    """Correct the effects by which a card is ranked."""
    fields = body.as_value(EffectFields)
    return _aside(commands.correct_effects(by=asker(request), card_key=card_key, fields=fields, now=timezone.now()))


@writes(router, "POST", "/today/aside/{int:aside_id}/undo", AsideShape, scope=SETUP)
def bring_card_back(request: HttpRequest, aside_id: Path[Id]) -> dict[str, Any]:
    """Bring back what the caller set aside."""
    return _aside(commands.bring_back(by=asker(request), aside_id=aside_id, now=timezone.now()))


def _card(card: Card) -> dict[str, Any]:
    lead, rank, account = card.lead, card.lead.rank, card.item.account
    return {
        "key": card.key, "rank": rank.total, "client": rank.effects.client, "agency": rank.effects.agency,
        "urgency": rank.urgency, "weight": rank.weight, "account": account.name if account else "",
        "account_manager": lead.manager,
        "money": lead.money.minor if lead.money else None, "currency": lead.money.currency if lead.money else None,
        "signs": [
            {
                "kind": sign.kind.key, "id": sign.item.id, "title": str(sign.item.heading), "due_on": sign.item.due,
                "path": sign.item.address,
            }
            for sign in card.signs
        ],
    }  # fmt: skip


def _aside(one: Any) -> dict[str, Any]:
    return AsideShape.of(one, title=one.heading)
