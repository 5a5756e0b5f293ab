"""Add and remove versions of a deliverable, and record comments on them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import Evidence, checked_evidence
from amity.audit import trail
from amity.files import commands as files
from amity.people.queries import person_of
from amity.projects import policy, rules
from amity.projects import queries as projects
from amity.projects.deliverables.commands import advance
from amity.projects.models import Deliverable, Project
from amity.projects.versions import queries
from amity.projects.versions.fields import CommentFields, VersionFields
from amity.projects.versions.files import VERSION_FILES
from amity.projects.versions.models import DeliverableVersion, VersionComment
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refusal, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import tidied

_web_address = URLValidator(schemes=["http", "https"])


@command
def add_version(
    *, by: Actor, project_id: int, line_id: int, fields: VersionFields, file_id: int | None = None, now: datetime
) -> DeliverableVersion:
    """Add a version: a file the actor has just uploaded, or a link. Work that was planned or to be changed begins."""
    project = projects.project_to_change(by, project_id)
    policy.may_add_version(person_of(by), project).or_refuse()
    clean = tidied(fields)
    file = VERSION_FILES.to_attach(by, file_id) if file_id is not None else None
    _check_place(clean.link, has_file=file is not None)
    row = _deliverable(project, line_id, now)
    if row.state == rules.ACCEPTED:
        raise Refused(_("The client has accepted this deliverable. Update its status before you add a version."))
    if row.state in (rules.PLANNED, rules.CHANGES_ASKED):
        advance(row, rules.IN_WORK, by=by, now=now)
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    version = DeliverableVersion(
        deliverable=row, number=last + 1, round=row.revisions, file=file, link=clean.link, note=clean.note,
        added_by=person_of(by), added_at=now,
    )  # fmt: skip
    version.save(force_insert=True)
    _record("deliverable.version_added", version, by, now, name=str(version), note=clean.note)
    return version


@command
def remove_version(*, by: Actor, version_id: int, now: datetime) -> DeliverableVersion:
    """Delete a version added by mistake. One that the client has seen, or that has comments, stays."""
    version = queries.version_to_change(by, version_id)
    policy.may_add_version(person_of(by), version.deliverable.project).or_refuse()
    if version.shown_at is not None:
        raise Refused(_("The client has seen this version, so it can’t be removed."))
    if version.comments.exists():
        raise Refused(_("This version has comments, so it can’t be removed."))
    _record("deliverable.version_removed", version, by, now, name=str(version))
    file = version.file
    version.delete()
    if file is not None:
        place = files.forget(file)
        transaction.on_commit(lambda: place.unlink(missing_ok=True))
    return version


@command
def add_comment(*, by: Actor, version_id: int, fields: CommentFields, now: datetime) -> VersionComment:
    """Add a comment of our team. The client never sees it."""
    version = queries.version_to_change(by, version_id)
    policy.may_add_version(person_of(by), version.deliverable.project).or_refuse()
    comment = VersionComment(
        version=version, words=tidied(fields).words, person=person_of(by), added_by=by.label, added_at=now
    )
    return _saved(comment, by, now)


@command
def record_client_comment(*, by: Actor, version_id: int, evidence: Evidence, now: datetime) -> VersionComment:
    """Record what a contact said of a version, with who said it, when and how."""
    version = queries.version_to_change(by, version_id)
    project = version.deliverable.project
    policy.may_edit(person_of(by), project).or_refuse()
    clean = checked_evidence(policy.client_of(project), evidence, today=timezone.localdate(now), needed=True)
    if not clean.client_words:
        raise Invalid(_("Enter the comment."), "client_words")
    comment = VersionComment(
        version=version, words=clean.client_words, contact_id=clean.stated_by_id, stated_on=clean.stated_on,
        stated_in=clean.stated_in, added_by=by.label, added_at=now,
    )  # fmt: skip
    return _saved(comment, by, now)


@command
def settle_comment(*, by: Actor, comment_id: int, done: bool, now: datetime) -> VersionComment:
    """Mark a comment as done, or open again."""
    comment = queries.comment_to_change(by, comment_id)
    policy.may_add_version(person_of(by), comment.version.deliverable.project).or_refuse()
    if (comment.done_at is not None) == done:
        return comment
    comment.done_at, comment.done_by = (now, by.label) if done else (None, "")
    comment.save(update_fields=["done_at", "done_by"])
    action = "deliverable.comment_done" if done else "deliverable.comment_reopened"
    _record(action, comment.version, by, now, words=comment.words)
    return comment


def _saved(comment: VersionComment, by: Actor, now: datetime) -> VersionComment:
    comment.save(force_insert=True)
    changes = {"words": comment.words, "contact_id": comment.contact_id, "stated_in": comment.stated_in}
    _record(
        "deliverable.comment_added",
        comment.version,
        by,
        now,
        **{name: value for name, value in changes.items() if value},
    )
    return comment


def _deliverable(project: Project, line_id: int, now: datetime) -> Deliverable:
    line = seen_or_missing(projects.lines_of(project), line_id, _("Line not found on this project."))
    return Deliverable.objects.get_or_create(project=project, line=line, defaults={"changed_at": now})[0]


def _check_place(link: str, *, has_file: bool) -> None:
    if has_file and link:
        raise Invalid(_("Choose a file or enter a link, not both."), "link")
    if has_file:
        return
    if not link:
        raise Invalid(_("Choose a file, or enter a link."), "link")
    try:
        _web_address(link)
    except ValidationError:
        raise Invalid(_("Enter a web address that begins with https://."), "link") from None


def _record(action: str, version: DeliverableVersion, by: Actor, now: datetime, **changes: object) -> None:
    deliverable = version.deliverable
    known = {"version": version.number, "project_id": deliverable.project_id}
    trail.record(action, subject=deliverable.line, by=by, at=now, changes=known | changes)


def upload_version(
    *,
    by: Actor,
    project_id: int,
    line_id: int,
    name: str,
    chunks: Iterable[bytes],
    fields: VersionFields,
    now: datetime,
) -> DeliverableVersion:
    """Store a file and add it as a version. If the project refuses it, the file is deleted again."""
    policy.may_add_version(person_of(by), projects.project_seen_by(by, project_id)).or_refuse()
    file = VERSION_FILES.store(by=by, name=name, chunks=chunks, now=now)
    try:
        return add_version(by=by, project_id=project_id, line_id=line_id, fields=fields, file_id=file.pk, now=now)
    except Refusal:
        files.remove(file)
        raise
