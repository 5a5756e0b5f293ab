"""REST operations for projects and their lines; work items and deliverables add theirs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.queries import account_seen_by
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version, merged
from amity.projects import commands, queries
from amity.projects.deliverables import rest as deliverable_rest
from amity.projects.router import SETUP, router
from amity.projects.work_items import rest as work_item_rest

OPERATIONS = (work_item_rest, deliverable_rest)
"""The modules that add operations to the router when they are imported."""

Status = Literal["initiating", "handed_off", "active", "paused", "delivered", "closed", "cancelled"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Percent = Annotated[int, Field(ge=0, le=100)]


class ProjectShape(Answered):
    """A client project, or an internal one without an account."""

    id: Id
    version: int
    account_id: Id | None
    agreement_id: Id | None
    name: str
    code: str
    status: Status
    is_internal: bool
    taken_over: bool
    manager_id: Id | None
    account_manager_id: Id | None
    percent_complete: int | None
    starts_on: date | None
    ends_on: date | None
    opened_at: datetime


class ProjectsAsked(Asked):
    """Filters for the list of projects."""

    account_id: Id | None = None
    agreement_id: Id | None = None
    manager_id: Id | None = None
    status: Status | None = None


class NewProject(Body):
    """Request body: the project to create. The account is optional; `is_internal` makes it the agency's own."""

    name: Name
    account_id: Id | None = None
    code: Annotated[str, Field(max_length=40)] = ""
    is_internal: bool = False
    starts_on: Day | None = None
    ends_on: Day | None = None
    manager_id: Id | None = None


class ProjectEdit(Body):
    """Request body: the fields of a project to change. Omitted fields stay unchanged."""

    version: Version
    name: Name | None = None
    code: Annotated[str, Field(max_length=40)] | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    percent_complete: Percent | None = None


class ProjectMove(Body):
    """Request body: the new status of a project."""

    version: Version
    status: Status


@reads(router, "/projects", Page[ProjectShape])
def list_projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> dict[str, Any]:
    """List the projects the caller can see."""
    rows = queries.projects_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "agreement_id", "manager_id", "status"), asked, _project)


@reads(router, "/projects/{int:project_id}", ProjectShape)
def read_project(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """Return one project."""
    return _project(queries.project_seen_by(asker(request), project_id))


@writes(router, "POST", "/projects", ProjectShape, scope=SETUP, status=201)
def open_project(request: HttpRequest, body: NewProject) -> dict[str, Any]:
    """Create a project."""
    by = asker(request)
    if body.account_id is not None:
        account_seen_by(by, body.account_id)
    return _project(commands.open_project(by=by, now=timezone.now(), **body.model_dump()))


@writes(router, "PATCH", "/projects/{int:project_id}", ProjectShape, scope=SETUP)
def edit_project(request: HttpRequest, project_id: Path[Id], body: ProjectEdit) -> dict[str, Any]:
    """Change a project's name, code, dates or percent complete."""
    by = asker(request)
    stands = queries.fields_of(queries.project_seen_by(by, project_id), commands.ProjectChanges)
    changed = commands.edit_project(
        by=by, project_id=project_id, version=body.version, changes=merged(stands, body), now=timezone.now()
    )
    return _project(changed)


@writes(router, "POST", "/projects/{int:project_id}/status", ProjectShape, scope=SETUP)
def move_project(request: HttpRequest, project_id: Path[Id], body: ProjectMove) -> dict[str, Any]:
    """Change the status of a project."""
    moved = commands.move_project(
        by=asker(request), project_id=project_id, version=body.version, status=body.status, now=timezone.now()
    )
    return _project(moved)


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
    return {
        "items": [
            {
                "id": one.pk,
                "number": one.number,
                "title": one.title,
                "phase": one.phase,
                "finished": bool(one.finished_at),
            }
            for one in found
        ]
    }


def _project(project: Any) -> dict[str, Any]:
    return {name: getattr(project, name) for name in ProjectShape.model_fields}
