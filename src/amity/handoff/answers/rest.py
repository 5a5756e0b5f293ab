"""Answers to an offer over REST."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Day, Id, Said
from amity.handoff.answers import commands
from amity.handoff.listing import HandoffShape, told
from amity.handoff.router import SETUP, router

Number = Annotated[int, Field(ge=1, le=2**31 - 1, description="The version that was read.")]


class GotIt(Said):
    """The one sentence with which a small hand-off is taken."""

    number: Number
    sentence: Annotated[str, Field(max_length=2000)]


class Accepted(Said):
    """The version that is accepted."""

    number: Number


class ConditionSaid(Said):
    """What must still come true, with whom it lies, and by when."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    owner_id: Id
    due_on: Day


class WithConditions(Accepted):
    """The version that is accepted, and on which conditions."""

    conditions: Annotated[list[ConditionSaid], Field(min_length=1, max_length=20)]


class Returned(Accepted):
    """The version that is returned, and what the taker has to know."""

    questions: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=20)]


@writes(router, "POST", "/handoffs/{int:handoff_id}/got-it", HandoffShape, scope=SETUP)
def got_it(request: HttpRequest, handoff_id: Path[Id], said: GotIt) -> dict[str, Any]:
    """Take a small hand-off over with one sentence."""
    return told(commands.got_it(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **said.model_dump()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept", HandoffShape, scope=SETUP)
def accept_handoff(request: HttpRequest, handoff_id: Path[Id], said: Accepted) -> dict[str, Any]:
    """Take a full hand-off over."""
    number = said.number
    return told(commands.accept_handoff(by=asker(request), handoff_id=handoff_id, number=number, now=timezone.now()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept-with-conditions", HandoffShape, scope=SETUP)
def accept_with_conditions(request: HttpRequest, handoff_id: Path[Id], said: WithConditions) -> dict[str, Any]:
    """Take it over although something must still come true."""
    wanted = [commands.Wanted(**one.model_dump()) for one in said.conditions]
    accepted = commands.accept_with_conditions(
        by=asker(request), handoff_id=handoff_id, number=said.number, conditions=wanted, now=timezone.now()
    )
    return told(accepted)


@writes(router, "POST", "/handoffs/{int:handoff_id}/return", HandoffShape, scope=SETUP)
def return_handoff(request: HttpRequest, handoff_id: Path[Id], said: Returned) -> dict[str, Any]:
    """Give it back with questions."""
    returned = commands.return_handoff(
        by=asker(request), handoff_id=handoff_id, number=said.number, questions=said.questions, now=timezone.now()
    )
    return told(returned)
