"""REST operations for the terms of accounts."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.insights.router import SETUP, router
from amity.insights.topics import commands, queries
from amity.insights.topics.commands import InterestFields


class TermShape(Answered):
    """A term by which the stories of an account are ranked."""

    id: Id
    account_id: Id
    field: Literal["competitor", "topic", "industry"]
    text: str


class NewTerm(Body, value=InterestFields):
    """Request body: the term to add."""


@reads(router, "/insight-terms", Page[TermShape])
def list_insight_terms(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the terms of the accounts the caller can see."""
    return page(queries.interests_seen_by(asker(request)), asked, TermShape.of)


@writes(router, "POST", "/accounts/{int:account_id}/insight-terms", TermShape, scope=SETUP, status=201)
def add_insight_term(request: HttpRequest, account_id: Path[Id], body: NewTerm) -> dict[str, Any]:
    """Add a term to an account. Its stories are ranked again within a minute."""
    fields = body.as_value(InterestFields)
    made = commands.add_interest(by=asker(request), account_id=account_id, fields=fields, now=timezone.now())
    return TermShape.of(made)


@writes(router, "DELETE", "/insight-terms/{int:interest_id}", None, scope=SETUP, status=204)
def remove_insight_term(request: HttpRequest, interest_id: Path[Id]) -> None:
    """Remove a term."""
    commands.remove_interest(by=asker(request), interest_id=interest_id, now=timezone.now())
