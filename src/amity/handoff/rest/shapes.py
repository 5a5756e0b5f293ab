"""Hand-offs for machines: the rows and acts of their pages."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Day, Id, Page, Said, Shape, Version
from amity.handoff import commands, pages, queries
from amity.people.queries import person_of

router = Router(tags=["Hand-offs"])
SETUP = "setup:write"
Kind = Literal["small", "full", "succession", "cover"]
OfWork = Literal["", "small", "full"]
State = Literal["preparing", "offered", "accepted", "conditions", "returned"]
Prompt = Literal["want", "done", "must_not", "money_date", "promise"]
Mark = Literal["known", "assumed", "ask"]
Text = Annotated[str, Field(max_length=4000)]
Short = Annotated[str, Field(max_length=200)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1, description="The version that was read.")]


class HandoffShape(Answered):
    """Work, or an account, going from one person to another."""

    id: Id
    version: int
    kind: Kind
    account_id: Id | None
    project_id: Id | None
    item_id: Id | None
    giver_id: Id | None
    taker_id: Id | None
    state: State
    number: int = Field(description="The latest version that was offered; 0 before the first offer.")
    sentence: str
    starts_on: date | None
    ends_on: date | None
    offered_at: datetime | None
    answered_at: datetime | None


class HandedShape(Answered):
    """One thing that is handed over. `unit` says what `text` is where it is no sentence: money:EUR, seconds, day."""

    key: str
    text: str
    unit: str
    mark: Mark
    who: str
    where: str
    on: str


class BlockShape(Answered):
    """Items under one heading. Amounts are left out where the caller sees none."""

    key: str
    items: list[HandedShape]


class WholeHandoff(HandoffShape):
    """A hand-off with what it says, and the digest of the version that is read; "" while it is prepared."""

    blocks: list[BlockShape]
    sha256: str


class HandoffsAsked(Asked):
    """How the list of hand-offs is narrowed."""

    project_id: Id | None = None
    account_id: Id | None = None
    taker_id: Id | None = None
    giver_id: Id | None = None
    state: State | None = None


class NewHandoff(Said):
    """What to hand off: a project, or one work item that was called off. Without kind the one that fits is taken."""

    project_id: Id
    item_id: Id | None = None
    kind: OfWork = ""


class WordsSaid(Said):
    """What is said in a prompt, how sure it is, and who said it."""

    text: Text
    mark: Mark = "known"
    said_by: Short = ""
    said_where: Short = ""
    said_on: Day | None = None


class PromptsSaid(Said):
    """The five prompts; one that is left out stays as it is."""

    version: Version
    prompts: dict[Prompt, WordsSaid]


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


class Nothing(Shape):
    """An act that needs no words."""


class Cap(Said):
    """How much may be worked before the hand-off, in seconds, and why."""

    seconds: Annotated[int, Field(ge=1, le=2**31 - 1)]
    reason: Annotated[str, Field(max_length=500)]


class CapShape(Answered):
    """What was worked before the hand-off, and the cap, in seconds."""

    project_id: Id
    worked: int
    cap: int


@reads(router, "/handoffs", Page[HandoffShape])
def list_handoffs(request: HttpRequest, asked: Query[HandoffsAsked]) -> dict[str, Any]:
    """The hand-offs the caller may know of."""
    rows = queries.handoffs_seen_by(asker(request)).select_related(None)
    for name in ("project_id", "account_id", "taker_id", "giver_id", "state"):
        if (value := getattr(asked, name)) is not None:
            rows = rows.filter(**{name: value})
    return page(rows, asked, _handoff)


@reads(router, "/handoffs/{int:handoff_id}", WholeHandoff)
def read_handoff(request: HttpRequest, handoff_id: Path[Id]) -> dict[str, Any]:
    """One hand-off with what it says."""
    by = asker(request)
    return _whole(by, queries.handoff_seen_by(by, handoff_id))


@writes(router, "POST", "/handoffs", HandoffShape, scope=SETUP, status=201)
def prepare_handoff(request: HttpRequest, said: NewHandoff) -> dict[str, Any]:
    """Begin a hand-off, or get the one that is there."""
    return _handoff(commands.prepare_handoff(by=asker(request), now=timezone.now(), **said.model_dump()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/prompts", HandoffShape, scope=SETUP)
def write_prompts(request: HttpRequest, handoff_id: Path[Id], said: PromptsSaid) -> dict[str, Any]:
    """Write the five prompts."""
    words = {str(prompt): commands.Words(**one.model_dump()) for prompt, one in said.prompts.items()}
    written = commands.write_prompts(
        by=asker(request), handoff_id=handoff_id, version=said.version, prompts=words, now=timezone.now()
    )
    return _handoff(written)


@writes(router, "POST", "/handoffs/{int:handoff_id}/offer", HandoffShape, scope=SETUP)
def offer_handoff(request: HttpRequest, handoff_id: Path[Id], said: Nothing) -> dict[str, Any]:
    """Offer it: what it says is frozen as the next version."""
    return _handoff(commands.offer_handoff(by=asker(request), handoff_id=handoff_id, now=timezone.now()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/take-back", HandoffShape, scope=SETUP)
def take_back_handoff(request: HttpRequest, handoff_id: Path[Id], said: Nothing) -> dict[str, Any]:
    """Take an offer back."""
    return _handoff(commands.take_back(by=asker(request), handoff_id=handoff_id, now=timezone.now()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/got-it", HandoffShape, scope=SETUP)
def got_it(request: HttpRequest, handoff_id: Path[Id], said: GotIt) -> dict[str, Any]:
    """Take a small hand-off over with one sentence."""
    return _handoff(commands.got_it(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **said.model_dump()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept", HandoffShape, scope=SETUP)
def accept_handoff(request: HttpRequest, handoff_id: Path[Id], said: Accepted) -> dict[str, Any]:
    """Take a full hand-off over."""
    number = said.number
    return _handoff(
        commands.accept_handoff(by=asker(request), handoff_id=handoff_id, number=number, now=timezone.now())
    )


@writes(router, "POST", "/handoffs/{int:handoff_id}/accept-with-conditions", HandoffShape, scope=SETUP)
def accept_with_conditions(request: HttpRequest, handoff_id: Path[Id], said: WithConditions) -> dict[str, Any]:
    """Take it over although something must still come true."""
    wanted = [commands.Wanted(**one.model_dump()) for one in said.conditions]
    accepted = commands.accept_with_conditions(
        by=asker(request), handoff_id=handoff_id, number=said.number, conditions=wanted, now=timezone.now()
    )
    return _handoff(accepted)


@writes(router, "POST", "/handoffs/{int:handoff_id}/return", HandoffShape, scope=SETUP)
def return_handoff(request: HttpRequest, handoff_id: Path[Id], said: Returned) -> dict[str, Any]:
    """Give it back with questions."""
    returned = commands.return_handoff(
        by=asker(request), handoff_id=handoff_id, number=said.number, questions=said.questions, now=timezone.now()
    )
    return _handoff(returned)


@writes(router, "POST", "/projects/{int:project_id}/at-risk-cap", CapShape, scope=SETUP)
def raise_cap(request: HttpRequest, project_id: Path[Id], said: Cap) -> dict[str, Any]:
    """Let more be worked on a project before its hand-off."""
    raised = commands.raise_cap(by=asker(request), project_id=project_id, now=timezone.now(), **said.model_dump())
    worked = queries.room_of(raised.project).room.worked
    return {"project_id": project_id, "worked": worked, "cap": raised.seconds}


def _handoff(handoff: Any) -> dict[str, Any]:
    return {name: getattr(handoff, name) for name in HandoffShape.model_fields}


def _whole(by: Any, handoff: Any) -> dict[str, Any]:
    blocks, digest = pages.said_to(handoff, person_of(by))
    items = HandedShape.model_fields
    return _handoff(handoff) | {
        "sha256": digest,
        "blocks": [
            {"key": one.key, "items": [{name: getattr(item, name) for name in items} for item in one.items]}
            for one in blocks
        ],
    }
