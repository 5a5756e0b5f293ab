"""REST operations for what is passed on."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.conversations.passing import answers, commands, queries
from amity.conversations.passing.changes import MOST_COLLEAGUES, PassOnFields, RaiseFields
from amity.conversations.router import SETUP, router

Direction = Literal["to_team", "to_client"]
State = Literal["open", "acknowledged", "skipped", "not_for_team", "client_knows", "kept_back"]
Answer = Literal["acknowledged", "not_for_team", "client_knows", "kept_back"]


class PassedShape(Answered, value=PassOnFields):
    """Something one side still has to hear from the other, or has heard.

    `colleague_id` has to acknowledge it (`to_team`), or `contact_id` has to hear it (`to_client`). `how` and `because`
    belong to the answer.
    """

    id: Id
    version: int
    account_id: Id
    direction: Direction
    colleague_id: Id | None
    contact_id: Id | None
    note_id: Id | None
    entry_id: Id | None
    raised_by_id: Id
    raised_at: datetime
    state: State
    answered_at: datetime | None
    answered_by: str
    how: str
    because: str


class PassedAsked(Asked):
    """Filters for the list of what is passed on."""

    account_id: Id | None = None
    project_id: Id | None = None
    colleague_id: Id | None = None
    direction: Direction | None = None
    state: State | None = None


class NewPassOn(Body, value=PassOnFields):
    """Request body: what a client contact said, and the colleagues who need to know. Each gets a row of their own."""

    account_id: Id
    colleague_ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_COLLEAGUES)]
    note_id: Id | None = None


class NewRaised(Body, value=RaiseFields):
    """Request body: what the client needs to know, on a project, an account, or a risk or blocker."""

    project_id: Id | None = None
    account_id: Id | None = None
    entry_id: Id | None = None


class PassedAnswer(Body):
    """Request body: the answer. `client_knows` needs `how`, and can name the contact. `kept_back` needs `because`."""

    version: Version
    answer: Answer
    how: Annotated[str, Field(max_length=120)] = ""
    because: Annotated[str, Field(max_length=300)] = ""
    contact_id: Id | None = None


@reads(router, "/passed-on", Page[PassedShape])
def list_passed_on(request: HttpRequest, asked: Query[PassedAsked]) -> dict[str, Any]:
    """List what was passed on to colleagues or raised for clients and the caller can see."""
    rows = queries.passed_on_seen_by(asker(request)).select_related(None).prefetch_related(None)
    names = ("account_id", "project_id", "colleague_id", "direction", "state")
    return page(narrowed(rows, asked, *names), asked, PassedShape.of)


@reads(router, "/passed-on/{int:passed_id}", PassedShape)
def read_passed_on(request: HttpRequest, passed_id: Path[Id]) -> dict[str, Any]:
    """Return one."""
    return PassedShape.of(queries.passed_seen_by(asker(request), passed_id))


@writes(router, "POST", "/passed-on", list[PassedShape], scope=SETUP, status=201)
def pass_on_to_colleagues(request: HttpRequest, body: NewPassOn) -> list[dict[str, Any]]:
    """Pass on what a client said. Each colleague gets an email, and is asked to acknowledge it."""
    made = commands.pass_on(
        by=asker(request), account_id=body.account_id, colleague_ids=tuple(body.colleague_ids),
        fields=body.as_value(PassOnFields), note_id=body.note_id, now=timezone.now(),
    )  # fmt: skip
    return [PassedShape.of(row) for row in made]


@writes(router, "POST", "/raised-for-client", PassedShape, scope=SETUP, status=201)
def raise_for_client(request: HttpRequest, body: NewRaised) -> dict[str, Any]:
    """Raise something for the client. The account manager tells them, or keeps it back with a reason."""
    made = commands.raise_for_client(
        by=asker(request), project_id=body.project_id, account_id=body.account_id, risk_id=body.entry_id,
        fields=body.as_value(RaiseFields), now=timezone.now(),
    )  # fmt: skip
    return PassedShape.of(made)


@writes(router, "POST", "/passed-on/{int:passed_id}/answer", PassedShape, scope=SETUP)
def answer_passed_on(request: HttpRequest, passed_id: Path[Id], body: PassedAnswer) -> dict[str, Any]:
    """Acknowledge it, find it not for the team, record that the client knows, or keep it back."""
    given = answers.give(
        asker(request), passed_id, body.answer, timezone.now(), version=body.version, how=body.how,
        because=body.because, contact_id=body.contact_id,
    )  # fmt: skip
    return PassedShape.of(given)


@writes(router, "POST", "/passed-on/{int:passed_id}/reopen", PassedShape, scope=SETUP)
def reopen_passed_on(request: HttpRequest, passed_id: Path[Id]) -> dict[str, Any]:
    """Take the answer back. It is open again."""
    return PassedShape.of(commands.reopen(by=asker(request), passed_id=passed_id, now=timezone.now()))
