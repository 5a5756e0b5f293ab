"""REST operations for what people take from a huddle."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id, Version
from amity.huddles.follow_ups import commands
from amity.huddles.router import SETUP, router
from amity.huddles.rules import TakenFields


class FollowUpShape(Answered):
    """What someone took from a huddle, by when, and whether it is done."""

    id: Id
    version: int
    huddle_id: Id
    what: str
    owner_id: Id
    due_on: date
    done_at: datetime | None


class Taken(Body, value=TakenFields):
    """Request body: who takes the point, and by when. What is left out is as the agenda proposes."""


class FollowUpDone(Body):
    """Request body: the version of the follow-up that is done."""

    version: Version


@writes(router, "POST", "/huddles/{int:huddle_id}/points/{kind}/{int:item}/take", FollowUpShape, scope=SETUP)
def take_huddle_point(
    request: HttpRequest, huddle_id: Path[Id], kind: Path[str], item: Path[Id], body: Taken
) -> dict[str, Any]:  # fmt: skip
    """Record who takes a point of an agenda, and by when."""
    fields = body.as_value(TakenFields)
    return follow_up_payload(
        commands.take_point(
            by=asker(request), huddle_id=huddle_id, kind=kind, item=item, fields=fields, now=timezone.now()
        )
    )


@writes(router, "POST", "/follow-ups/{int:follow_up_id}/done", FollowUpShape, scope=SETUP)
def finish_follow_up(request: HttpRequest, follow_up_id: Path[Id], body: FollowUpDone) -> dict[str, Any]:
    """Mark a follow-up as done."""
    return follow_up_payload(
        commands.finish_follow_up(
            by=asker(request), follow_up_id=follow_up_id, version=body.version, now=timezone.now()
        )
    )


@writes(router, "POST", "/follow-ups/{int:follow_up_id}/reopen", FollowUpShape, scope=SETUP)
def reopen_follow_up(request: HttpRequest, follow_up_id: Path[Id]) -> dict[str, Any]:
    """Reopen a follow-up that was done."""
    return follow_up_payload(
        commands.reopen_follow_up(by=asker(request), follow_up_id=follow_up_id, now=timezone.now())
    )


def follow_up_payload(row: Any) -> dict[str, Any]:
    """Return a follow-up as the body of an answer."""
    return FollowUpShape.of(row)
