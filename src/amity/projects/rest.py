"""REST operations for projects and their lines; work items and deliverables add theirs."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.accounts.queries import account_seen_by
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.projects import commands, queries
from amity.projects.commands import ProjectFields
from amity.projects.deliverables import rest as deliverable_rest
from amity.projects.router import SETUP, router
from amity.projects.stand_ins import rest as stand_in_rest
from amity.projects.versions import rest as version_rest
from amity.projects.work_items import rest as work_item_rest
from amity.shared.values import value_of

if TYPE_CHECKING:
    from amity.projects.models import Project

OPERATIONS = (work_item_rest, deliverable_rest, version_rest, stand_in_rest)
"""The modules that add operations to the router when they are imported."""

Status = Literal["initiating", "handed_off", "active", "paused", "delivered", "closed", "cancelled"]


class ProjectShape(Answered, value=ProjectFields):
    """A client project, or an internal one without an account."""

    id: Id
    version: int
    account_id: Id | None
    agreement_id: Id | None
    status: Status
    is_internal: bool
    pre_existing: bool
    manager_id: Id | None
    account_manager_id: Id | None
    opened_at: datetime


class ProjectsAsked(Asked):
    """Filters for the list of projects."""

    account_id: Id | None = None
    agreement_id: Id | None = None
    manager_id: Id | None = None
    status: Status | None = None


class NewProject(Body, value=ProjectFields):
    """Request body: the project to create. The account is optional; `is_internal` makes it the agency's own."""

    account_id: Id | None = None
    is_internal: bool = False
    manager_id: Id | None = None


class ProjectEdit(Body, value=ProjectFields, edits=True):
    """Request body: the fields of a project to change. Omitted fields stay unchanged."""

    version: Version


class ProjectMove(Body):
    """Request body: the new status of a project."""

    version: Version
    status: Status


@reads(router, "/projects", Page[ProjectShape])
def list_projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> dict[str, Any]:
    """List the projects the caller can see."""
    rows = queries.projects_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "agreement_id", "manager_id", "status"), asked, _shown)


@reads(router, "/projects/{int:project_id}", ProjectShape)
def read_project(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """Return one project."""
    return _shown(queries.project_seen_by(asker(request), project_id))


@writes(router, "POST", "/projects", ProjectShape, scope=SETUP, status=201)
def create_project(request: HttpRequest, body: NewProject) -> dict[str, Any]:
    """Create a project."""
    by = asker(request)
    if body.account_id is not None:
        account_seen_by(by, body.account_id)
    opened = commands.open_project(
        by=by, fields=body.as_value(ProjectFields), account_id=body.account_id, is_internal=body.is_internal,
        manager_id=body.manager_id, now=timezone.now(),
    )  # fmt: skip
    return _shown(opened)


@writes(router, "PATCH", "/projects/{int:project_id}", ProjectShape, scope=SETUP)
def edit_project(request: HttpRequest, project_id: Path[Id], body: ProjectEdit) -> dict[str, Any]:
    """Change a project's name, code, dates or percent complete."""
    by = asker(request)
    current = value_of(queries.project_seen_by(by, project_id), ProjectFields)
    changed = commands.edit_project(
        by=by, project_id=project_id, version=body.version, fields=merged(current, body), now=timezone.now()
    )
    return _shown(changed)


@writes(router, "POST", "/projects/{int:project_id}/status", ProjectShape, scope=SETUP)
def change_project_status(request: HttpRequest, project_id: Path[Id], body: ProjectMove) -> dict[str, Any]:
    """Change the status of a project."""
    moved = commands.move_project(
        by=asker(request), project_id=project_id, version=body.version, status=body.status, now=timezone.now()
    )
    return _shown(moved)


class ProjectLine(Answered):
    """A line on which time can be logged."""

    id: Id
    number: str
    title: str
    phase: str
    finished: bool


class ProjectLines(Answered):
    """The lines of a project's agreement, in order."""

    items: list[ProjectLine]


@reads(router, "/projects/{int:project_id}/lines", ProjectLines)
def list_project_lines(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """List the lines of a project on which time can be logged. Everyone on the project sees them, without prices."""
    found = queries.lines_of(queries.project_seen_by(asker(request), project_id))
    return {"items": [ProjectLine.of(line, finished=bool(line.finished_at)) for line in found]}


def _shown(project: "Project") -> dict[str, Any]:
    return ProjectShape.of(project, pre_existing=project.taken_over)
