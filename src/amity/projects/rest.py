"""Projects, their lines and work items for machines: the rows and acts of their pages."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.accounts.queries import account_seen_by
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Day, Id, Page, Said, Version, merged
from amity.projects import commands, queries

router = Router(tags=["Projects"])
SETUP = "setup:write"
Status = Literal["initiating", "handed_off", "active", "paused", "delivered", "closed", "cancelled"]
Delivered = Literal["planned", "in_work", "with_client", "accepted", "changes_asked"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Title = Annotated[str, Field(min_length=1, max_length=300)]
Percent = Annotated[int, Field(ge=0, le=100)]
Seconds = Annotated[int, Field(ge=0, le=2**53)]


class ProjectShape(Answered):
    """A piece of work, under an account or not."""

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
    """How the list of projects is narrowed."""

    account_id: Id | None = None
    agreement_id: Id | None = None
    manager_id: Id | None = None
    status: Status | None = None


class NewProject(Said):
    """A project to open, under an account, under none yet, or as the agency's own."""

    name: Name
    account_id: Id | None = None
    code: Annotated[str, Field(max_length=40)] = ""
    is_internal: bool = False
    starts_on: Day | None = None
    ends_on: Day | None = None
    manager_id: Id | None = None


class ProjectEdit(Said):
    """What changes of a project; what is left out stays."""

    version: Version
    name: Name | None = None
    code: Annotated[str, Field(max_length=40)] | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    percent_complete: Percent | None = None


class ProjectMove(Said):
    """The status a project goes to."""

    version: Version
    status: Status


@reads(router, "/projects", Page[ProjectShape])
def list_projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> dict[str, Any]:
    """The projects the caller may know of."""
    rows = queries.projects_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "agreement_id", "manager_id", "status"), asked, _project)


@reads(router, "/projects/{int:project_id}", ProjectShape)
def read_project(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """One project."""
    return _project(queries.project_seen_by(asker(request), project_id))


@writes(router, "POST", "/projects", ProjectShape, scope=SETUP, status=201)
def open_project(request: HttpRequest, said: NewProject) -> dict[str, Any]:
    """Open a project."""
    by = asker(request)
    if said.account_id is not None:
        account_seen_by(by, said.account_id)
    return _project(commands.open_project(by=by, now=timezone.now(), **said.model_dump()))


@writes(router, "PATCH", "/projects/{int:project_id}", ProjectShape, scope=SETUP)
def edit_project(request: HttpRequest, project_id: Path[Id], said: ProjectEdit) -> dict[str, Any]:
    """Change a project's name, code, dates, or its percent complete."""
    by = asker(request)
    stands = queries.said_of(queries.project_seen_by(by, project_id), commands.ProjectChanges)
    changed = commands.edit_project(
        by=by, project_id=project_id, version=said.version, changes=merged(stands, said), now=timezone.now()
    )
    return _project(changed)


@writes(router, "POST", "/projects/{int:project_id}/status", ProjectShape, scope=SETUP)
def move_project(request: HttpRequest, project_id: Path[Id], said: ProjectMove) -> dict[str, Any]:
    """Move a project along its states."""
    moved = commands.move_project(
        by=asker(request), project_id=project_id, version=said.version, status=said.status, now=timezone.now()
    )
    return _project(moved)


class ProjectLine(Answered):
    """A line that time on a project can be put on."""

    id: Id
    number: str
    title: str
    phase: str
    finished: bool


class ProjectLines(Answered):
    """The lines of a project's agreement, in their order."""

    items: list[ProjectLine]


@reads(router, "/projects/{int:project_id}/lines", ProjectLines)
def list_project_lines(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """The lines that time on a project can be put on; without prices, for everybody who works on it."""
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


class ItemShape(Answered):
    """A task under a project, on one of its lines or on none yet."""

    id: Id
    project_id: Id
    line_id: Id | None
    title: str
    planned_seconds: int | None
    finished_at: datetime | None


class ItemsAsked(Asked):
    """How the list of work items is narrowed."""

    project_id: Id | None = None
    line_id: Id | None = None
    finished: bool | None = None


class NewItem(Said):
    """A task to add. Its title is unique on its project."""

    project_id: Id
    title: Title
    line_id: Id | None = None
    planned_seconds: Seconds | None = None


class ItemEdit(Said):
    """What changes of a task; what is left out stays. A task carries no version: the last change holds."""

    title: Title | None = None
    line_id: Id | None = None
    planned_seconds: Seconds | None = None


@reads(router, "/items", Page[ItemShape])
def list_items(request: HttpRequest, asked: Query[ItemsAsked]) -> dict[str, Any]:
    """The work items of the projects the caller may know of."""
    rows = queries.items_seen_by(asker(request))
    rows = narrowed(rows, asked, "project_id", "line_id")
    if asked.finished is not None:
        rows = rows.filter(finished_at__isnull=not asked.finished)
    return page(rows, asked, _item)


@reads(router, "/items/{int:item_id}", ItemShape)
def read_item(request: HttpRequest, item_id: Path[Id]) -> dict[str, Any]:
    """One work item."""
    return _item(queries.item_seen_by(asker(request), item_id))


@writes(router, "POST", "/items", ItemShape, scope=SETUP, status=201)
def add_item(request: HttpRequest, said: NewItem) -> dict[str, Any]:
    """Add a work item to a project."""
    return _item(commands.add_work_item(by=asker(request), now=timezone.now(), **said.model_dump()))


@writes(router, "PATCH", "/items/{int:item_id}", ItemShape, scope=SETUP)
def edit_item(request: HttpRequest, item_id: Path[Id], said: ItemEdit) -> dict[str, Any]:
    """Change a work item's title, line or plan."""
    by = asker(request)
    stands = queries.item_seen_by(by, item_id)
    values = {name: getattr(stands, name) for name in ItemEdit.model_fields} | said.model_dump(exclude_unset=True)
    values["title"] = values["title"] or stands.title
    return _item(commands.edit_work_item(by=by, item_id=item_id, now=timezone.now(), **values))


class DeliverableShape(Answered):
    """How what a line of a project delivers stands, and the rounds of revision that were worked."""

    line_id: Id
    state: Delivered
    revisions: int


class DeliverableMove(Said):
    """Where it goes from where it was seen; what happens with the client needs who said so, where and when."""

    before: Delivered
    state: Delivered
    evidence: Annotated[str, Field(max_length=500)] = ""


@writes(
    router, "POST", "/projects/{int:project_id}/lines/{int:line_id}/deliverable", DeliverableShape, scope=SETUP
)  # fmt: skip
def move_deliverable(
    request: HttpRequest, project_id: Path[Id], line_id: Path[Id], said: DeliverableMove
) -> dict[str, Any]:
    """Say how what a line delivers stands. A right of others that does not cover it keeps it from the client."""
    moved = commands.move_deliverable(
        by=asker(request), project_id=project_id, line_id=line_id, now=timezone.now(), **said.model_dump()
    )
    return {"line_id": line_id, "state": moved.state, "revisions": moved.revisions}


def _project(project: Any) -> dict[str, Any]:
    return {name: getattr(project, name) for name in ProjectShape.model_fields}


def _item(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ItemShape.model_fields}
