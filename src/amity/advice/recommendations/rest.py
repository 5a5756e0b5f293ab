"""REST operations for recommendations: the same commands, and the same refusals, as the pages."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape
from amity.advice.fields import ClientAnswer, OutcomeFields, RecommendationFields
from amity.advice.recommendations import commands, queries
from amity.advice.recommendations.sources import KINDS
from amity.advice.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Asked, Body, Id, Page, Version, merged
from amity.shared.refs import Ref
from amity.shared.values import value_of

State = Literal["draft", "sent", "accepted", "declined", "withdrawn"]
SourceKind = Literal["insights.match", "decisions.decision"]
assert set(KINDS) == {"insights.match", "decisions.decision"}  # noqa: S101 - the reference lists them


class RecommendationShape(EvidenceShape, value=RecommendationFields):
    """A recommendation. Its evidence is the client’s answer."""

    id: Id
    version: int
    account_id: Id
    state: State
    added_at: datetime
    sent_at: datetime | None
    declined_why: str
    brief_id: Id | None
    source_kind: str
    source_id: Id | None
    outcome: str
    outcome_note: str


class RecommendationsAsked(Asked):
    """Filters for the list of recommendations."""

    account_id: Id | None = None
    state: State | None = None


class NewRecommendation(Body, value=RecommendationFields):
    """Request body: the recommendation, and what led to it, if anything did."""

    account_id: Id
    source_kind: SourceKind | None = None
    source_id: Id | None = None


class RecommendationEdit(Body, value=RecommendationFields, edits=True):
    """Request body: the fields of a draft to change. Omitted fields stay unchanged."""

    version: Version


class RecommendationRead(Body):
    """Request body: the version that was read."""

    version: Version


class RecommendationAnswer(EvidenceBody):
    """Request body: what the client answered, who and when, and why they declined."""

    version: Version
    answer: Literal["accepted", "declined"]
    declined_why: Annotated[str, Field(max_length=2000)] = ""


class RecommendationOutcome(Body, value=OutcomeFields):
    """Request body: how the goal is after it: better, same or worse."""

    version: Version


@reads(router, "/recommendations", Page[RecommendationShape])
def list_recommendations(request: HttpRequest, asked: Query[RecommendationsAsked]) -> dict[str, Any]:
    """List the recommendations the caller can see."""
    rows = queries.recommendations_seen_by(asker(request)).select_related(None).order_by("pk")
    return page(narrowed(rows, asked, "account_id", "state"), asked, RecommendationShape.of)


@reads(router, "/recommendations/{int:recommendation_id}", RecommendationShape)
def read_recommendation(request: HttpRequest, recommendation_id: Path[Id]) -> dict[str, Any]:
    """Return one recommendation."""
    return RecommendationShape.of(queries.recommendation_seen_by(asker(request), recommendation_id))


@writes(router, "POST", "/recommendations", RecommendationShape, scope=SETUP, status=201)
def add_recommendation(request: HttpRequest, body: NewRecommendation) -> dict[str, Any]:
    """Write a recommendation to a client for one of their goals."""
    source = Ref(body.source_kind, body.source_id) if body.source_kind and body.source_id else None
    made = commands.recommend(
        by=asker(request), account_id=body.account_id, fields=body.as_value(RecommendationFields), source=source,
        now=timezone.now(),
    )  # fmt: skip
    return RecommendationShape.of(made)


@writes(router, "PATCH", "/recommendations/{int:recommendation_id}", RecommendationShape, scope=SETUP)
def edit_recommendation(
    request: HttpRequest, recommendation_id: Path[Id], body: RecommendationEdit
) -> dict[str, Any]:  # fmt: skip
    """Edit a draft."""
    by = asker(request)
    current = value_of(queries.recommendation_seen_by(by, recommendation_id), RecommendationFields)
    edited = commands.edit_recommendation(
        by=by, recommendation_id=recommendation_id, version=body.version, fields=merged(current, body),
        now=timezone.now(),
    )  # fmt: skip
    return RecommendationShape.of(edited)


@writes(router, "POST", "/recommendations/{int:recommendation_id}/withdraw", RecommendationShape, scope=SETUP)
def withdraw_recommendation(
    request: HttpRequest, recommendation_id: Path[Id], body: RecommendationRead
) -> dict[str, Any]:  # fmt: skip
    """Withdraw a recommendation that has no answer."""
    withdrawn = commands.withdraw_recommendation(
        by=asker(request), recommendation_id=recommendation_id, version=body.version, now=timezone.now()
    )
    return RecommendationShape.of(withdrawn)


@writes(router, "POST", "/recommendations/{int:recommendation_id}/answer", RecommendationShape, scope=SETUP)
def answer_recommendation(
    request: HttpRequest, recommendation_id: Path[Id], body: RecommendationAnswer
) -> dict[str, Any]:  # fmt: skip
    """Record what the client answered in a talk or on the phone."""
    answered = commands.answer_recommendation(
        by=asker(request), recommendation_id=recommendation_id, version=body.version,
        given=ClientAnswer(body.answer, body.declined_why), evidence=body.as_value(Evidence), now=timezone.now(),
    )  # fmt: skip
    return RecommendationShape.of(answered)


@writes(router, "POST", "/recommendations/{int:recommendation_id}/brief", RecommendationShape, scope=SETUP)
def open_brief_of_recommendation(
    request: HttpRequest, recommendation_id: Path[Id], body: RecommendationRead
) -> dict[str, Any]:  # fmt: skip
    """Create the brief of an accepted recommendation."""
    by = asker(request)
    commands.brief_from_recommendation(
        by=by, recommendation_id=recommendation_id, version=body.version, now=timezone.now()
    )
    return RecommendationShape.of(queries.recommendation_seen_by(by, recommendation_id))


@writes(router, "POST", "/recommendations/{int:recommendation_id}/outcome", RecommendationShape, scope=SETUP)
def record_recommendation_outcome(
    request: HttpRequest, recommendation_id: Path[Id], body: RecommendationOutcome
) -> dict[str, Any]:  # fmt: skip
    """Record how the goal is after an accepted recommendation."""
    recorded = commands.record_outcome(
        by=asker(request), recommendation_id=recommendation_id, version=body.version,
        fields=body.as_value(OutcomeFields), now=timezone.now(),
    )  # fmt: skip
    return RecommendationShape.of(recorded)
