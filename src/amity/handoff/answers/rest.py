"""REST operations that answer an offered hand-off."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Id
from amity.handoff.answers import commands
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.listing import HandoffShape
from amity.handoff.router import SETUP, router

Number = Annotated[int, Field(ge=1, le=2**31 - 1, description="The version last read.")]


class Accepted(Body):
    """Request body: the version that is accepted."""

    number: Number


class SmallAcceptance(Accepted):
    """Request body: the sentence with which a small hand-off is accepted."""

    sentence: Annotated[str, Field(max_length=2000)]


class ConditionBody(Body, value=ConditionFields):
    """A condition of the acceptance: what must be met, by whom and by when."""


class WithConditions(Accepted):
    """Request body: the version that is accepted, and the conditions."""

    conditions: Annotated[list[ConditionBody], Field(min_length=1, max_length=20)]


class Returned(Accepted):
    """Request body: the version that is returned, and the open questions."""

    questions: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=20)]


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept-small", HandoffShape, scope=SETUP)
def accept_small_handoff(request: HttpRequest, handoff_id: Path[Id], body: SmallAcceptance) -> dict[str, Any]:
    """Accept a small hand-off with one sentence."""
    accepted = commands.got_it(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **body.model_dump())
    return HandoffShape.of(accepted)


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept", HandoffShape, scope=SETUP)
def accept_handoff(request: HttpRequest, handoff_id: Path[Id], body: Accepted) -> dict[str, Any]:
    """Accept a full hand-off."""
    accepted = commands.accept_handoff(by=asker(request), handoff_id=handoff_id, number=body.number, now=timezone.now())
    return HandoffShape.of(accepted)


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept-with-conditions", HandoffShape, scope=SETUP)
def accept_with_conditions(request: HttpRequest, handoff_id: Path[Id], body: WithConditions) -> dict[str, Any]:
    """Accept a full hand-off with conditions that are still to be met."""
    conditions = [condition.as_value(ConditionFields) for condition in body.conditions]
    accepted = commands.accept_with_conditions(
        by=asker(request), handoff_id=handoff_id, number=body.number, conditions=conditions, now=timezone.now()
    )
    return HandoffShape.of(accepted)


@writes(router, "POST", "/handoffs/{int:handoff_id}/return", HandoffShape, scope=SETUP)
def return_handoff(request: HttpRequest, handoff_id: Path[Id], body: Returned) -> dict[str, Any]:
    """Return a hand-off to the person who offered it, with questions."""
    returned = commands.return_handoff(
        by=asker(request), handoff_id=handoff_id, number=body.number, questions=body.questions, now=timezone.now()
    )
    return HandoffShape.of(returned)
