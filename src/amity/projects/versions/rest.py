"""REST operations for the versions of a deliverable and the comments on them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Path
from ninja.files import UploadedFile
from pydantic import Field

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_shapes import EvidenceBody
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id
from amity.gate.subjects.rest import Outgoing, drafted
from amity.projects import queries as projects
from amity.projects.router import SETUP, router
from amity.projects.versions import commands, queries
from amity.projects.versions.fields import CommentFields, VersionFields
from amity.projects.versions.sending import VERSION


class VersionCommentShape(Answered):
    """A comment on a version: by a client contact, or by a person of our team, which the client never sees."""

    id: Id
    words: str
    contact_id: Id | None
    stated_on: date | None
    stated_in: str
    person_id: Id | None
    added_by: str
    added_at: datetime
    done_at: datetime | None


class DeliverableVersionShape(Answered):
    """A version of a deliverable: a file or a link. `round` is its revision round. Comments are oldest first."""

    id: Id
    number: int
    round: int
    file_id: Id | None
    file_name: str
    link: str
    note: str
    added_at: datetime
    shown_at: datetime | None
    comments: list[VersionCommentShape]


class DeliverableVersionBody(Body, value=VersionFields):
    """Request body: a link, and what is new in it."""


class CommentBody(Body, value=CommentFields):
    """Request body: a comment of our team."""


class SettledBody(Body):
    """Request body: whether the comment is done."""

    done: bool


@reads(router, "/projects/{int:project_id}/lines/{int:line_id}/versions", list[DeliverableVersionShape])
def list_deliverable_versions(request: HttpRequest, project_id: Path[Id], line_id: Path[Id]) -> list[dict[str, Any]]:
    """List the versions of a line's deliverable, newest first, with their comments."""
    project = projects.project_seen_by(asker(request), project_id)
    return [
        _as_json(one.version, sorted((*one.client, *one.team), key=lambda comment: comment.pk))
        for one in queries.versions_of(project, line_id)
    ]


@writes(
    router, "POST", "/projects/{int:project_id}/lines/{int:line_id}/versions", DeliverableVersionShape, scope=SETUP,
    status=201,
)  # fmt: skip
def add_deliverable_version(
    request: HttpRequest, project_id: Path[Id], line_id: Path[Id], body: DeliverableVersionBody
) -> dict[str, Any]:
    """Add a version that is a link."""
    made = commands.add_version(
        by=asker(request), project_id=project_id, line_id=line_id, fields=body.as_value(VersionFields),
        now=timezone.now(),
    )  # fmt: skip
    return _as_json(made, ())


@writes(
    router, "POST", "/projects/{int:project_id}/lines/{int:line_id}/versions/files", DeliverableVersionShape,
    scope=SETUP, status=201,
)  # fmt: skip
def attach_deliverable_version(
    request: HttpRequest,
    project_id: Path[Id],
    line_id: Path[Id],
    file: File[UploadedFile],
    note: Annotated[str, Form(), Field(max_length=300)] = "",
) -> dict[str, Any]:
    """Add a version that is a file. Send it as `multipart/form-data`."""
    made = commands.upload_version(
        by=asker(request), project_id=project_id, line_id=line_id, name=file.name or "", chunks=file.chunks(),
        fields=VersionFields(note=note), now=timezone.now(),
    )  # fmt: skip
    return _as_json(made, ())


@writes(router, "POST", "/versions/{int:version_id}/outgoing", Outgoing, scope=SETUP, status=201)
def send_deliverable_version(request: HttpRequest, version_id: Path[Id]) -> dict[str, Any]:
    """Draft the email with which the client gets a version. Submit it with `submit_outgoing`."""
    return drafted(request, VERSION, version_id)


@writes(router, "POST", "/versions/{int:version_id}/comments", VersionCommentShape, scope=SETUP, status=201)
def add_version_comment(request: HttpRequest, version_id: Path[Id], body: CommentBody) -> dict[str, Any]:
    """Add a comment of our team, which the client never sees."""
    made = commands.add_comment(
        by=asker(request), version_id=version_id, fields=body.as_value(CommentFields), now=timezone.now()
    )
    return VersionCommentShape.of(made)


@writes(router, "POST", "/versions/{int:version_id}/client-comments", VersionCommentShape, scope=SETUP, status=201)
def record_client_comment(request: HttpRequest, version_id: Path[Id], body: EvidenceBody) -> dict[str, Any]:
    """Record what a client contact said of a version: who, when, how, and in their words."""
    made = commands.record_client_comment(
        by=asker(request), version_id=version_id, evidence=body.as_value(Evidence), now=timezone.now()
    )
    return VersionCommentShape.of(made)


@writes(router, "POST", "/version-comments/{int:comment_id}/done", VersionCommentShape, scope=SETUP)
def mark_version_comment(request: HttpRequest, comment_id: Path[Id], body: SettledBody) -> dict[str, Any]:
    """Mark a comment as done, or open again."""
    changed = commands.settle_comment(by=asker(request), comment_id=comment_id, done=body.done, now=timezone.now())
    return VersionCommentShape.of(changed)


def _as_json(version: Any, comments: Any) -> dict[str, Any]:
    named = version.file.name if version.file else ""
    return DeliverableVersionShape.of(
        version, file_name=named, comments=[VersionCommentShape.of(one) for one in comments]
    )
