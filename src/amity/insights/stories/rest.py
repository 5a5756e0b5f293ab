"""REST operations for the stories of accounts."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.decisions.shapes import DecisionShape
from amity.insights import decisions
from amity.insights.router import SETUP, router
from amity.insights.stories import commands, queries


class ReasonShape(Answered):
    """A term that was found, the kind of term it is, and the points it gave."""

    term: str
    field: Literal["goal", "competitor", "topic", "service", "industry", "learned"]
    points: float


class StoryShape(Answered):
    """A story for an account, with its relevance and every term that made it."""

    id: Id
    version: int
    account_id: Id
    title: str
    language: str
    newest_at: datetime
    state: Literal["new", "kept", "dismissed", "shared"]
    score: float
    reasons: list[ReasonShape]
    decided_at: datetime | None


class Decision(Body):
    """Request body: the version that was read."""

    version: Version


@reads(router, "/insight-stories", Page[StoryShape])
def list_insight_stories(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the stories of the accounts the caller can see."""
    return page(queries.matches_seen_by(asker(request)).order_by("pk"), asked, story_payload)


@reads(router, "/insight-stories/{int:match_id}", StoryShape)
def read_insight_story(request: HttpRequest, match_id: Path[Id]) -> dict[str, Any]:
    """Return one story for an account."""
    return story_payload(queries.match_seen_by(asker(request), match_id))


@writes(router, "POST", "/insight-stories/{int:match_id}/keep", StoryShape, scope=SETUP)
def keep_insight_story(request: HttpRequest, match_id: Path[Id], body: Decision) -> dict[str, Any]:
    """Keep a story. More like it rank higher from now on."""
    now = timezone.now()
    return story_payload(
        commands.keep_story(by=asker(request), match_id=match_id, version=body.version, now=now)
    )  # fmt: skip


@writes(router, "POST", "/insight-stories/{int:match_id}/dismiss", StoryShape, scope=SETUP)
def dismiss_insight_story(request: HttpRequest, match_id: Path[Id], body: Decision) -> dict[str, Any]:
    """Dismiss a story. More like it rank lower from now on."""
    now = timezone.now()
    return story_payload(
        commands.dismiss_story(by=asker(request), match_id=match_id, version=body.version, now=now)
    )  # fmt: skip


@writes(router, "POST", "/insight-stories/{int:match_id}/reopen", StoryShape, scope=SETUP)
def reopen_insight_story(request: HttpRequest, match_id: Path[Id]) -> dict[str, Any]:
    """Let a story be new again."""
    return story_payload(commands.reopen_story(by=asker(request), match_id=match_id, now=timezone.now()))


@writes(router, "POST", "/insight-stories/{int:match_id}/decision", DecisionShape, scope=SETUP, status=201)
def decide_insight_story(request: HttpRequest, match_id: Path[Id]) -> dict[str, Any]:
    """Open the decision on a story, with what is known as its facts."""
    made = decisions.decide_story(by=asker(request), match_id=match_id, now=timezone.now())
    return DecisionShape.of(made)


def story_payload(match: Any) -> dict[str, Any]:
    """Return a story for an account with its reasons."""
    return {
        "id": match.pk, "version": match.version, "account_id": match.account_id, "title": match.story.title,
        "language": match.story.language, "newest_at": match.story.newest_at, "state": match.state,
        "score": match.score, "decided_at": match.decided_at,
        "reasons": [{"term": term, "field": name, "points": points} for term, name, points in match.reasons],
    }  # fmt: skip
