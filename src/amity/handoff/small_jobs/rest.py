"""REST operation that starts a small job."""

from dataclasses import replace
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id
from amity.briefs.lines.shapes import Hours
from amity.handoff.router import SETUP, router
from amity.handoff.small_jobs import commands
from amity.handoff.small_jobs.fields import SmallJobFields


class NewSmallJob(Body, value=SmallJobFields):
    """Request body: a client's request with its hours by discipline, and the hand-off if `hands_over` is true."""

    account_id: Id
    hours: Annotated[list[Hours], Field(max_length=100)] = []


class SmallJobShape(Answered):
    """A started small job. `handoff_id` is null if it was not handed off, `agreement_id` for a retainer request."""

    brief_id: Id
    project_id: Id
    agreement_id: Id | None
    handoff_id: Id | None


@writes(router, "POST", "/small-jobs", SmallJobShape, scope=SETUP, status=201)
def create_small_job(request: HttpRequest, body: NewSmallJob) -> dict[str, Any]:
    """Create a small job and convert it to work. With `hands_over`, its hand-off is offered too."""
    hours = tuple((planned.discipline_id, planned.seconds) for planned in body.hours)
    fields = replace(body.as_value(SmallJobFields), hours=hours)
    started = commands.start_small_job(by=asker(request), account_id=body.account_id, fields=fields, now=timezone.now())
    return {
        "brief_id": started.brief.pk, "project_id": started.project.pk, "agreement_id": started.brief.agreement_id,
        "handoff_id": started.handoff.pk if started.handoff else None,
    }  # fmt: skip
