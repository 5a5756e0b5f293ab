"""REST operations for facts and questions."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version
from amity.facts import commands, queries
from amity.shared.refs import Ref

router = Router(tags=["Facts"])
Kind = Annotated[str, Field(max_length=60, description="The type of an object, for example `accounts.account`.")]


class FactShape(Answered):
    """A fact about one field of an object: known, assumed, or to be found out by someone.

    `value` and `note` are left out if they contain an amount and the caller can't see fees.
    """

    id: Id
    version: int
    kind: str
    subject_id: Id
    field: str
    state: Literal["known", "assumed", "ask"]
    said_by: str
    said_on: date | None
    said_where: str
    owner_id: Id | None
    due_on: date | None
    asked_by_id: Id | None
    value: str | None = None
    note: str | None = None


class FactsAsked(Asked):
    """Filters: the object that the facts are about."""

    kind: Kind
    subject_id: Id


class FactAnswer(Body):
    """Request body: the answer and its source. The source defaults to the caller, today."""

    version: Version
    value: Annotated[str, Field(min_length=1, max_length=5000)]
    state: Literal["known", "assumed"] = "known"
    said_by: Annotated[str, Field(max_length=200)] = ""
    said_on: Day | None = None
    said_where: Annotated[str, Field(max_length=300)] = ""


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
    told = commands.FactFields(**body.model_dump(exclude={"version"}))
    answered = commands.answer(by=by, fact_id=fact_id, version=body.version, fields=told, now=timezone.now())
    return _shown(answered, by)


def _shown(fact: Any, by: Any) -> dict[str, Any]:
    same = ("version", "field", "state", "said_by", "said_on", "said_where", "owner_id", "due_on", "asked_by_id")
    told: dict[str, Any] = {"id": fact.pk, "kind": fact.subject_kind, "subject_id": fact.subject_id}
    told |= {name: getattr(fact, name) for name in same}
    return told | ({"value": fact.value, "note": fact.note} if queries.tells_value(by, fact) else {})
