"""REST operation that changes the state of a deliverable."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id
from amity.projects.deliverables import commands
from amity.projects.router import SETUP, router

Delivered = Literal["planned", "in_work", "with_client", "accepted", "changes_asked"]


class DeliverableShape(Answered):
    """The state of a project line's deliverable, and the number of revision rounds."""

    line_id: Id
    state: Delivered
    revisions: int


class DeliverableMove(Body):
    """Request body: the previous and the new state. A state that involves the client needs `evidence`."""

    before: Delivered
    state: Delivered
    evidence: Annotated[str, Field(max_length=500)] = ""


@writes(
    router, "POST", "/projects/{int:project_id}/lines/{int:line_id}/deliverable", DeliverableShape, scope=SETUP
)  # fmt: skip
def change_deliverable_state(
    request: HttpRequest, project_id: Path[Id], line_id: Path[Id], body: DeliverableMove
) -> dict[str, Any]:
    """Change the state of a line's deliverable. A missing third-party right blocks its release to the client."""
    moved = commands.move_deliverable(
        by=asker(request), project_id=project_id, line_id=line_id, now=timezone.now(), **body.model_dump()
    )
    return {"line_id": line_id, "state": moved.state, "revisions": moved.revisions}
