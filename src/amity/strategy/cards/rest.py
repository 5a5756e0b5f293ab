"""REST operations for strategy cards."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape, evidence_in
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Body, Id, Page, Version, merged
from amity.strategy import changes
from amity.strategy.cards import commands
from amity.strategy.cards import queries as card_queries
from amity.strategy.router import SETUP, OfAnAccount, router

Long = Annotated[str, Field(max_length=4000)]

CardState = Literal["draft", "agreed_inside", "agreed_with_client", "in_force", "superseded"]


class CardShape(EvidenceShape):
    """A strategy card. Its evidence is the client's agreement."""

    id: Id
    version: int
    account_id: Id
    number: int
    goal: str
    audience: str
    message: str
    must: str
    must_not: str
    measures: str
    state: CardState
    agreed_inside_on: date | None
    in_force_on: date | None
    superseded_on: date | None
    changed_at: datetime


class CardsAsked(OfAnAccount):
    """Filters for the list of strategy cards."""

    state: CardState | None = None


class CardBody(Body):
    """The six fields of a strategy card."""

    goal: Annotated[str, Field(max_length=300)] = ""
    audience: Long = ""
    message: Annotated[str, Field(max_length=300)] = ""
    must: Long = ""
    must_not: Long = ""
    measures: Long = ""


class NewCard(CardBody):
    """Request body: the strategy card to draft."""

    account_id: Id


class CardEdit(CardBody):
    """Request body: the fields of a draft to change. Omitted fields stay unchanged."""

    version: Version


class CardMoved(EvidenceBody):
    """Request body: the new status. *agreed_with_client* needs who agreed, when, where and in which words."""

    version: Version
    state: CardState


@reads(router, "/strategies", Page[CardShape])
def list_strategies(request: HttpRequest, asked: Query[CardsAsked]) -> dict[str, Any]:
    """List the strategy cards of the accounts the caller can see."""
    rows = card_queries.cards_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state"), asked, _card)


@reads(router, "/strategies/{int:card_id}", CardShape)
def read_strategy(request: HttpRequest, card_id: Path[Id]) -> dict[str, Any]:
    """Return one strategy card."""
    return _card(card_queries.card_seen_by(asker(request), card_id))


@writes(router, "POST", "/strategies", CardShape, scope=SETUP, status=201)
def draft_strategy(request: HttpRequest, body: NewCard) -> dict[str, Any]:
    """Draft a strategy card. An account can have one card in preparation at a time."""
    wanted = changes.CardFields(**body.model_dump(exclude={"account_id"}))
    drafted = commands.draft_card(by=asker(request), account_id=body.account_id, fields=wanted, now=timezone.now())
    return _card(drafted)


@writes(router, "PATCH", "/strategies/{int:card_id}", CardShape, scope=SETUP)
def edit_strategy(request: HttpRequest, card_id: Path[Id], body: CardEdit) -> dict[str, Any]:
    """Change the fields of a draft."""
    by = asker(request)
    wanted = merged(changes.fields_of_card(card_queries.card_seen_by(by, card_id)), body)
    edited = commands.edit_card(by=by, card_id=card_id, version=body.version, fields=wanted, now=timezone.now())
    return _card(edited)


@writes(router, "POST", "/strategies/{int:card_id}/move", CardShape, scope=SETUP)
def move_strategy(request: HttpRequest, card_id: Path[Id], body: CardMoved) -> dict[str, Any]:
    """Change the status of a card; *in_force* supersedes the previous one. Returns 403 if it is not allowed."""
    move = changes.CardMove(body.state, evidence_in(body))
    moved = commands.move_card(by=asker(request), card_id=card_id, version=body.version, move=move, now=timezone.now())
    return _card(moved)


def _card(card: Any) -> dict[str, Any]:
    return {name: getattr(card, name) for name in CardShape.model_fields}
