"""Draft agreements, say their terms, move them, review them; change orders."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.agreements import commands, policy, queries
from amity.agreements.commands import ChangedTerms, Evidence, SaidTerm
from amity.agreements.queries.asked import reviews_seen_by
from amity.agreements.rest.agreed import AgreementShape, Number, PerUnit, Unit, Whole, told
from amity.agreements.rest.door import SETUP, router
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Code, Day, Id, Page, Said, Version
from amity.people.queries import person_of

Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=4000)]


class NewDraft(Said):
    """A draft to begin. `line_ids` are lines of the account that stand in no agreement yet."""

    account_id: Id | None = None
    kind: Literal["msa", "sow", "retainer", "nda"]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    number: Annotated[str, Field(max_length=40)] = ""
    parent_id: Id | None = None
    currency: Code | None = None
    line_ids: Annotated[list[Id], Field(max_length=200)] = []


@writes(router, "POST", "/agreements", AgreementShape, scope=SETUP, status=201)
def draft_agreement(request: HttpRequest, said: NewDraft) -> dict[str, Any]:
    """Begin an agreement that is still to be offered, with the agency's standard terms."""
    by, values = asker(request), said.model_dump()
    drafted = commands.draft_agreement(
        by=by, now=timezone.now(), **values | {"currency": said.currency or "", "line_ids": tuple(said.line_ids)}
    )
    return told(drafted, policy.sees_fee(person_of(by)))


class SaidWording(Said):
    """Values by the key of their term; "" says nothing of a term. Terms left out stay."""

    version: Version
    terms: Annotated[dict[str, Long], Field(max_length=100)]


class TermsSaid(Answered):
    """What an agreement says of its terms, by their key."""

    version: int
    terms: dict[str, str]


@reads(router, "/agreements/{int:agreement_id}/wording", TermsSaid)
def read_wording(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """The terms of an agreement as fields."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return {"version": seen.version, "terms": queries.terms_said(seen)}


@writes(router, "POST", "/agreements/{int:agreement_id}/wording", TermsSaid, scope=SETUP)
def say_wording(request: HttpRequest, agreement_id: Path[Id], said: SaidWording) -> dict[str, Any]:
    """Say terms of an open agreement. What is signed, or in review, is refused with the reason."""
    values = {key: SaidTerm(value) for key, value in said.terms.items()}
    changed = commands.say_terms(
        by=asker(request), agreement_id=agreement_id, version=said.version, said=values, now=timezone.now()
    )
    return {"version": changed.version, "terms": queries.terms_said(changed)}


class Move(Said):
    """Where an agreement goes. `reason` goes with draft and dropped, `successor_id` with superseded: a signed agreement
    of its kind and account. The rest is evidence of what was done; `file_id` names a file kept with the agreement."""

    version: Version
    to: Literal["in_review", "draft", "with_client", "signed", "terminated", "superseded", "dropped"]
    reason: Long = ""
    successor_id: Id | None = None
    file_id: Id | None = None
    on: Day | None = None
    client: Short = ""
    agency: Short = ""
    note: Annotated[str, Field(max_length=500)] = ""


@writes(router, "POST", "/agreements/{int:agreement_id}/moves", AgreementShape, scope=SETUP)
def move_agreement(request: HttpRequest, agreement_id: Path[Id], said: Move) -> dict[str, Any]:
    """Move an agreement: for review, back, to the client, signed, ended, let go. An illegal move says why.

    Sent for review it may be cleared at once, where no rule asks for a review.
    """
    by, now = asker(request), timezone.now()
    where: dict[str, Any] = {"by": by, "agreement_id": agreement_id, "version": said.version, "now": now}
    recorded: dict[str, Callable[..., Any]] = {
        "with_client": commands.record_with_client,
        "signed": commands.record_signature,
        "terminated": commands.terminate_agreement,
        "superseded": partial(commands.supersede_agreement, successor_id=said.successor_id or 0),
    }
    if said.to == "in_review":
        moved = commands.submit_agreement(**where)
    elif said.to in recorded:
        evidence = Evidence(said.on or timezone.localdate(), said.client, said.agency, said.note, said.file_id)
        moved = recorded[said.to](**where, evidence=evidence)
    else:
        run = commands.take_back if said.to == "draft" else commands.drop_agreement
        moved = run(**where, reason=said.reason)
    return told(moved, policy.sees_fee(person_of(by)))


class VersionShape(Answered):
    """A frozen version: its number, the hash of what it says, and when it was frozen."""

    number: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    skipped: list[str]


@reads(router, "/agreements/{int:agreement_id}/versions", list[VersionShape])
def list_versions(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """The frozen versions of an agreement, the newest first."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    names = tuple(VersionShape.model_fields)
    return [{name: getattr(one, name) for name in names} for one in seen.versions.order_by("-number")]


class ReviewShape(Answered):
    """A role's review of a version; an empty verdict waits."""

    id: Id
    agreement_id: Id
    number: int
    role: str
    causes: list[str]
    asked_at: datetime
    due_at: datetime
    verdict: str
    words: str
    reviewed_by: str
    reviewed_at: datetime | None
    comments: dict[str, str]


class ReviewsAsked(Asked):
    """How the list of reviews is narrowed: by agreement, and to those that wait."""

    agreement_id: Id | None = None
    waiting: bool = False


@reads(router, "/reviews", Page[ReviewShape])
def list_reviews(request: HttpRequest, asked: Query[ReviewsAsked]) -> dict[str, Any]:
    """The reviews of agreements the caller sees."""
    rows = reviews_seen_by(asker(request)).prefetch_related("comments")
    rows = narrowed(rows, asked, agreement_id="version__agreement_id")
    if asked.waiting:
        rows = rows.filter(verdict="")
    return page(rows, asked, _review)


class Verdict(Said):
    """What a reviewer thinks. `comments` are words by the field of the version they are about, as "terms.liability"."""

    verdict: Literal["cleared", "returned"]
    words: Long = ""
    comments: Annotated[dict[str, Long], Field(max_length=50)] = {}


@writes(router, "POST", "/reviews/{int:review_id}/verdict", ReviewShape, scope=SETUP)
def give_verdict(request: HttpRequest, review_id: Path[Id], said: Verdict) -> dict[str, Any]:
    """Clear a version or return it. Nobody clears what they drafted."""
    return _review(
        commands.give_verdict(by=asker(request), review_id=review_id, now=timezone.now(), **said.model_dump())
    )


class NewOrder(Said):
    """A change order to begin."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    number: Annotated[str, Field(max_length=40)] = ""
    reason: Long = ""


@writes(router, "POST", "/agreements/{int:agreement_id}/orders", AgreementShape, scope=SETUP, status=201)
def draft_order(request: HttpRequest, agreement_id: Path[Id], said: NewOrder) -> dict[str, Any]:
    """Begin a change order of a signed agreement; the agreement stays as it was signed."""
    by = asker(request)
    order = commands.draft_order(by=by, agreement_id=agreement_id, now=timezone.now(), **said.model_dump())
    return told(order, policy.sees_fee(person_of(by)))


class NewChange(Said):
    """What an order does to a line. A new line needs number and title, the others their `line_id`."""

    act: Literal["added", "changed", "removed"]
    line_id: Id | None = None
    number: Annotated[str, Field(max_length=40)] = ""
    title: Annotated[str, Field(max_length=300)] = ""
    unit: Unit = "hour"
    quantity: Number | None = None
    rate: PerUnit | None = None
    planned_seconds: Whole | None = None
    service_id: Id | None = None
    discipline_id: Id | None = None
    revision_rounds: Annotated[int, Field(ge=0, le=99)] | None = None
    acceptance: Long = ""


@writes(router, "POST", "/agreements/{int:agreement_id}/changes", AgreementShape, scope=SETUP)
def put_change(request: HttpRequest, agreement_id: Path[Id], said: NewChange) -> dict[str, Any]:
    """Put a change of a line into an order; answers with the order."""
    by = asker(request)
    change = ChangedTerms(**said.model_dump())
    commands.put_change(by=by, order_id=agreement_id, change=change, now=timezone.now())
    return told(queries.agreement_seen_by(by, agreement_id), policy.sees_fee(person_of(by)))


class NewFee(Said):
    """The monthly fee that an order agrees on for a retainer, in minor units, and the day it is paid from."""

    version: Version
    fee: Whole | None
    from_day: Day | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/new-fee", AgreementShape, scope=SETUP)
def set_new_fee(request: HttpRequest, agreement_id: Path[Id], said: NewFee) -> dict[str, Any]:
    """Say the fee in a change order of a retainer; once signed, the periods from that day on carry it."""
    by = asker(request)
    order = commands.set_new_fee(by=by, order_id=agreement_id, now=timezone.now(), **said.model_dump())
    return told(order, policy.sees_fee(person_of(by)))


def _review(one: Any) -> dict[str, Any]:
    names = [name for name in ReviewShape.model_fields if name not in ("agreement_id", "number", "comments")]
    return {name: getattr(one, name) for name in names} | {
        "agreement_id": one.version.agreement_id,
        "number": one.version.number,
        "comments": {row.field: row.text for row in one.comments.all()},
    }
