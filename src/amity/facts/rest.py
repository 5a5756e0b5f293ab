"""REST operations for facts and questions."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.facts import commands, queries
from amity.facts.commands import FactFields
from amity.shared.refs import Ref

router = Router(tags=["Facts"])
Kind = Annotated[str, Field(max_length=60, description="The type of an object, for example `accounts.account`.")]


class FactShape(Answered, value=FactFields):
    """A fact about one field of an object: known, assumed, or to be found out by someone.

    `value` and `note` are left out if they contain an amount and the caller can't see fees.
    """

    id: Id
    version: int
    kind: str
    subject_id: Id
    field: str
    state: Literal["known", "assumed", "ask"]
    owner_id: Id | None
    due_on: date | None
    asked_by_id: Id | None
    value: str | None = None
    note: str | None = None


class FactsAsked(Asked):
    """Filters: the object that the facts are about."""

    kind: Kind
    subject_id: Id


class FactAnswer(Body, value=FactFields, without=("note",)):
    """Request body: the answer and its source. The source defaults to the caller, today."""

    version: Version
    value: Annotated[str, Field(min_length=1, max_length=5000)]
    state: Literal["known", "assumed"] = "known"


@reads(router, "/facts", Page[FactShape])
def list_facts(request: HttpRequest, asked: Query[FactsAsked]) -> dict[str, Any]:
    """List what is known, assumed and to be found out about one object."""
    by = asker(request)
    return page(queries.facts_seen_by(by, Ref(asked.kind, asked.subject_id)), asked, lambda one: _shown(one, by))


@reads(router, "/questions", Page[FactShape])
def list_questions(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the open questions addressed to the caller."""
    by = asker(request)
    return page(queries.asked_of(by.person_id), asked, lambda one: _shown(one, by))


@writes(router, "POST", "/questions/{int:fact_id}/answer", FactShape, scope="setup:write")
def answer_question(request: HttpRequest, fact_id: Path[Id], body: FactAnswer) -> dict[str, Any]:
    """Answer a question that was put to the caller or is about an object they look after."""
    by = asker(request)
    fields = body.as_value(FactFields)
    answered = commands.answer(by=by, fact_id=fact_id, version=body.version, fields=fields, now=timezone.now())
    return _shown(answered, by)


def _shown(fact: Any, by: Any) -> dict[str, Any]:
    shown = FactShape.of(fact, kind=fact.subject_kind)
    hidden = () if queries.tells_value(by, fact) else ("value", "note")
    return {name: value for name, value in shown.items() if name not in hidden}
