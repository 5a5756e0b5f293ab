"""REST operations for strategy cards."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.accounts.evidence_shapes import EvidenceShape
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Body, Id, Page, Version, merged
from amity.shared.values import value_of
from amity.strategy.cards import commands
from amity.strategy.cards import queries as card_queries
from amity.strategy.changes import CardFields, CardMove
from amity.strategy.router import SETUP, OfAnAccount, router

CardState = Literal["draft", "agreed_inside", "agreed_with_client", "in_force", "superseded"]


class CardShape(EvidenceShape, value=CardFields):
    """A strategy card. Its evidence is the client's agreement."""

    id: Id
    version: int
    account_id: Id
    number: int
    state: CardState
    agreed_inside_on: date | None
    in_force_on: date | None
    superseded_on: date | None
    changed_at: datetime


class CardsAsked(OfAnAccount):
    """Filters for the list of strategy cards."""

    state: CardState | None = None


class NewCard(Body, value=CardFields):
    """Request body: the strategy card to draft."""

    account_id: Id


class CardEdit(Body, value=CardFields, edits=True):
    """Request body: the fields of a draft to change. Omitted fields stay unchanged."""

    version: Version


class CardMoved(Body, value=CardMove):
    """Request body: the new status. *agreed_with_client* needs who agreed, when, where and in which words."""

    version: Version


@reads(router, "/strategies", Page[CardShape])
def list_strategies(request: HttpRequest, asked: Query[CardsAsked]) -> dict[str, Any]:
    """List the strategy cards of the accounts the caller can see."""
    rows = card_queries.cards_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state"), asked, CardShape.of)


@reads(router, "/strategies/{int:card_id}", CardShape)
def read_strategy(request: HttpRequest, card_id: Path[Id]) -> dict[str, Any]:
    """Return one strategy card."""
    return CardShape.of(card_queries.card_seen_by(asker(request), card_id))


@writes(router, "POST", "/strategies", CardShape, scope=SETUP, status=201)
def draft_strategy(request: HttpRequest, body: NewCard) -> dict[str, Any]:
    """Draft a strategy card. An account can have one card in preparation at a time."""
    fields = body.as_value(CardFields)
    drafted = commands.draft_card(by=asker(request), account_id=body.account_id, fields=fields, now=timezone.now())
    return CardShape.of(drafted)


@writes(router, "PATCH", "/strategies/{int:card_id}", CardShape, scope=SETUP)
def edit_strategy(request: HttpRequest, card_id: Path[Id], body: CardEdit) -> dict[str, Any]:
    """Change the fields of a draft."""
    by = asker(request)
    wanted = merged(value_of(card_queries.card_seen_by(by, card_id), CardFields), body)
    edited = commands.edit_card(by=by, card_id=card_id, version=body.version, fields=wanted, now=timezone.now())
    return CardShape.of(edited)


@writes(router, "POST", "/strategies/{int:card_id}/move", CardShape, scope=SETUP)
def change_strategy_status(request: HttpRequest, card_id: Path[Id], body: CardMoved) -> dict[str, Any]:
    """Change the status of a card. *in_force* supersedes the previous card. Returns 403 if it is not allowed."""
    move = body.as_value(CardMove)
    moved = commands.move_card(by=asker(request), card_id=card_id, version=body.version, move=move, now=timezone.now())
    return CardShape.of(moved)
