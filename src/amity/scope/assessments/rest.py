"""REST operations for assessments."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Schema
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Amount, Answered, Body, Id, Version, amount
from amity.people.queries import person_of
from amity.scope.assessments import commands, queries
from amity.scope.assessments.fields import AskingAgain, AssessmentFields
from amity.scope.requests.queries import request_seen_by
from amity.scope.requests.rest import RequestShape, shown
from amity.scope.router import SETUP, router
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight

Proposal = Literal["included", "at_no_charge", "extra", "new_work", "declined", "parked"]


class AssessedHoursShape(Schema):
    """The hours of one discipline, in seconds."""

    discipline_id: Id
    seconds: Annotated[int, Field(gt=0, le=360_000_000)]


class AssessmentShape(Answered):
    """What a request would take. The price needs the right to see fees; it is null where an hour has no rate."""

    id: Id
    request_id: Id
    seconds: int
    hours: list[AssessedHoursShape]
    price: Amount | None
    line_id: Id | None
    proposal: Proposal
    sentence: str
    assessed_at: datetime


class NewAssessment(Body, value=AssessmentFields):
    """Request body: the hours by discipline, the line, the decision proposed and why."""

    version: Version
    hours: Annotated[list[AssessedHoursShape], Field(min_length=1, max_length=20)]


class NewQuestion(Body, value=AskingAgain):
    """Request body: what is to be assessed again."""

    version: Version


class AssessmentList(Schema):
    """Every assessment of one request, the newest first."""

    items: list[AssessmentShape]


@reads(router, "/requests/{int:request_id}/assessments", AssessmentList)
def list_assessments(request: HttpRequest, request_id: Path[Id]) -> dict[str, Any]:
    """List the assessments of a request."""
    by = asker(request)
    rows = queries.assessments_of(request_seen_by(by, request_id))
    return {"items": [_shown(by, one) for one in rows]}


@writes(router, "POST", "/requests/{int:request_id}/assessments", AssessmentShape, scope=SETUP, status=201)
def assess_request(request: HttpRequest, request_id: Path[Id], body: NewAssessment) -> dict[str, Any]:
    """Assess a request: its hours, their price, the line, and the decision proposed."""
    by = asker(request)
    made = commands.assess_request(
        by=by, request_id=request_id, version=body.version, fields=body.as_value(AssessmentFields),
        hours=tuple((one.discipline_id, one.seconds) for one in body.hours), now=timezone.now(),
    )  # fmt: skip
    return _shown(by, made)


@writes(router, "POST", "/requests/{int:request_id}/ask-again", RequestShape, scope=SETUP)
def ask_to_assess_again(request: HttpRequest, request_id: Path[Id], body: NewQuestion) -> dict[str, Any]:
    """Return an assessed request to be assessed again."""
    row = commands.ask_to_assess_again(
        by=asker(request), request_id=request_id, version=body.version, fields=body.as_value(AskingAgain),
        now=timezone.now(),
    )  # fmt: skip
    return shown(row)


def _shown(by: Actor, one: Any) -> dict[str, Any]:
    sees = person_of(by).money_right >= MoneyRight.FEE
    price = amount(Money(one.price, one.currency)) if sees and one.price is not None else None
    hours = [{"discipline_id": row.discipline_id, "seconds": row.seconds} for row in one.hours.all()]
    return AssessmentShape.of(one, price=price, hours=hours)
