"""REST operations for statuses of projects."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, merged
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.permission import MoneyRight
from amity.status import policy
from amity.status.answers import commands
from amity.status.answers.fields import StatusFields
from amity.status.answers.prefill import prefill_of
from amity.status.answers.queries import newest_first, statuses_seen_by
from amity.status.router import SETUP, router


class ProjectStatusShape(Answered, value=StatusFields):
    """One answer about a project. The newest one of a project is its status. `confirmed`: as the data prefilled it."""

    id: Id
    project_id: Id
    answered_at: datetime
    answered_by_id: Id | None
    confirmed: bool
    milestone_name: str
    milestone_on: date | None


class StatusesAsked(Asked):
    """Filters for the list of statuses."""

    project_id: Id | None = None


class StatusAnswer(Body, value=StatusFields, edits=True):
    """Request body: what differs from the prefilled values. Omitted fields have the values that the data prefill."""

    project_id: Id


@reads(router, "/status", Page[ProjectStatusShape])
def list_statuses(request: HttpRequest, asked: Query[StatusesAsked]) -> dict[str, Any]:
    """List the statuses of the projects the caller can see."""
    by = asker(request)
    sees_hours = person_of(by).money_right >= MoneyRight.HOURS

    def shown(row: Any) -> dict[str, Any]:
        return ProjectStatusShape.of(row, **({} if sees_hours else {"percent": None, "to_go_seconds": None}))

    return page(narrowed(newest_first(statuses_seen_by(by)), asked, "project_id"), asked, shown)


@writes(router, "POST", "/status", ProjectStatusShape, scope=SETUP, status=201)
def answer_status(request: HttpRequest, body: StatusAnswer) -> dict[str, Any]:
    """Answer the status of a project. Without other fields it confirms what the data prefill."""
    by, now = asker(request), timezone.now()
    project = project_seen_by(by, body.project_id)
    policy.may_answer(person_of(by), project).or_refuse()
    fields = merged(prefill_of(project, timezone.localdate(now)).fields, body)
    return ProjectStatusShape.of(commands.answer_status(by=by, project_id=project.pk, fields=fields, now=now))
