"""Log a client's request, change it, close it with what became of it, and reopen it."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.agreements.lines.models import AgreementLine
from amity.agreements.lines.queries import placed_line_seen_by
from amity.agreements.models import Agreement
from amity.agreements.queries import agreement_seen_by
from amity.audit import trail
from amity.briefs.models import Brief
from amity.people.queries import person_of
from amity.projects.finished_marks import commands as marks
from amity.projects.models import Project
from amity.projects.work_items import commands as items
from amity.projects.work_items.commands import ItemFields
from amity.scope import policy, rules
from amity.scope.assessments.assessor import check_assessor, usual_assessor
from amity.scope.assessments.due import assess_by
from amity.scope.models import Request
from amity.scope.requests import queries
from amity.scope.requests.fields import ClosingFields, RequestFields
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import tidied


@command
def log_request(*, by: Actor, account_id: int, fields: RequestFields, now: datetime) -> Request:
    """Log a client's request. It is open, and no one has decided on it yet."""
    account = account_seen_by(by, account_id)
    return add(by=by, account=account, fields=_checked(by, account, fields, now), now=now)


@command
def log_included_request(
    *, by: Actor, agreement_id: int, fields: RequestFields, now: datetime, brief: Brief | None = None
) -> Request:
    """Log a request within a retainer or prepaid block. It is included, and time is logged on its work item.

    Its project defaults to the oldest one under the agreement.
    """
    agreement = agreement_seen_by(by, agreement_id, lock=True)
    if agreement.fee_model not in rules.RETAINED:
        raise Refused(_("This agreement isn’t a retainer or a prepaid block."))
    pooled = {project.pk: project for project in queries.projects_of(agreement)}
    policy.may_include(person_of(by), pooled.values()).or_refuse()
    if fields.project_id is not None and fields.project_id not in pooled:
        raise Invalid(_("Choose a project under this agreement."), "project_id")
    clean = _checked(by, agreement.account, fields, now)
    project_id = clean.project_id or next(iter(pooled))
    item = items.add_work_item(by=by, project_id=project_id, fields=item_of(clean), now=now)
    row = _of_brief(brief) or _row(agreement.account, clean, by, now)
    row.project_id, row.line_id, row.wanted_on = project_id, clean.line_id, clean.wanted_on
    row.agreement, row.item, row.brief, row.state = agreement, item, brief, rules.INCLUDED
    row.decided_by, row.decided_at, row.number = by.label, now, next_number(agreement)
    row.save()
    changes = {**payload(row), "number": row.number, "item_id": item.pk, "planned_seconds": item.planned_seconds}
    trail.record("request.recorded", subject=row, by=by, at=now, changes=changes)
    return row


def add(*, by: Actor, account: Account, fields: RequestFields, now: datetime, through: str = "") -> Request:
    """Add an open request of which the caller has checked the values. `through` replaces how it came."""
    row = _row(account, fields, by, now)
    row.assess_by, row.assessor = assess_by(now), row.assessor or usual_assessor(account, row.project, fields.line_id)
    row.through = through or row.through
    placed = AgreementLine.objects.filter(line=fields.line_id).select_related("agreement").first()
    if placed is not None:
        row.agreement, row.number = placed.agreement, next_number(placed.agreement)
    row.save(force_insert=True)
    trail.record("request.recorded", subject=row, by=by, at=now, changes=payload(row))
    return row


@command
def edit_request(*, by: Actor, request_id: int, version: int, fields: RequestFields, now: datetime) -> Request:
    """Change an open request and, within a retainer, its work item. Time logged on it keeps its line."""
    row = _open_one(by, request_id)
    row.expect(version)
    clean = _checked(by, row.account, fields, now, current=row)
    if row.item is not None:
        own = item_of(clean) if clean.words != row.words else replace(item_of(clean), title=row.item.title)
        items.edit_work_item(by=by, item_id=row.item.pk, fields=own, now=now)
        clean = replace(clean, project_id=row.project_id)
    elif clean.line_id != row.line_id:
        _move(row, clean.line_id)
    before = payload(row)
    _write(row, clean)
    row.save()
    trail.record("request.edited", subject=row, by=by, at=now, changes={"before": before, "after": payload(row)})
    return row


@command
def close_request(*, by: Actor, request_id: int, version: int, fields: ClosingFields, now: datetime) -> Request:
    """Close an open request. The reason says what became of it. Its work item is finished with it."""
    row = _open_one(by, request_id)
    row.expect(version)
    given = tidied(fields)
    return _close(row, given.outcome, given.closed_because, by=by, now=now)


@command
def finish_request(*, by: Actor, request_id: int, now: datetime) -> Request:
    """Close a request as done, with its work item."""
    return _close(_open_one(by, request_id), rules.DONE, "", by=by, now=now)


@command
def drop_request(*, by: Actor, request_id: int, now: datetime) -> Request:
    """Close a request that the client no longer needs. Its time stays used, and its work item is finished."""
    return _close(_open_one(by, request_id), rules.NOT_NEEDED, "", by=by, now=now)


@command
def reopen_request(*, by: Actor, request_id: int, now: datetime, version: int | None = None) -> Request:
    """Reopen a closed request and its work item. A declined one waits for another decision."""
    row = _to_change(by, request_id)
    if row.is_open:
        raise Refused(_("This request is already open."))
    row.expect(row.version if version is None else version)
    row.closed_because, row.outcome, row.closed_at = "", "", None
    if row.state == rules.DECLINED:
        row.state = rules.ASSESSED if row.assessments.exists() else rules.NEW
        row.decided_because, row.decided_by, row.decided_at = "", "", None
    row.save()
    if row.item is not None:
        marks.take_back_finished(by=by, project_id=row.item.project_id, item_id=row.item.pk, now=now)
    trail.record("request.reopened", subject=row, by=by, at=now)
    return row


def fields_of(row: Request) -> RequestFields:
    """Return the current fields of a request."""
    channel = row.through if row.through in rules.RECORDED_CHANNELS else rules.OTHER
    return RequestFields(
        row.words, row.contact_id, channel, row.source, row.asked_on, row.wanted_on, row.project_id,
        row.item.line_id if row.item else row.line_id, row.assessor_id, row.planned_seconds,
    )  # fmt: skip


def item_of(fields: RequestFields) -> ItemFields:
    """Return the work item of a request."""
    return ItemFields(rules.title_of(fields.words), fields.line_id, fields.planned_seconds)


def next_number(agreement: Agreement) -> int:
    """Return the number of the next request within an agreement, whose row is locked until then."""
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    return (Request.objects.filter(agreement=agreement).aggregate(most=Max("number"))["most"] or 0) + 1


def payload(row: Request) -> Mapping[str, Any]:
    """Return what the audit log keeps of a request."""
    names = (
        "words",
        "contact_id",
        "through",
        "source",
        "asked_on",
        "wanted_on",
        "project_id",
        "line_id",
        "assessor_id",
    )
    return {name: getattr(row, name) for name in names}


def _close(row: Request, outcome: str, because: str, *, by: Actor, now: datetime) -> Request:
    row.closed_because, row.outcome, row.closed_at = because, outcome, now
    row.save()
    if row.item is not None:
        marks.mark_finished(by=by, project_id=row.item.project_id, item_id=row.item.pk, now=now)
    changes = {name: value for name, value in (("closed_because", because), ("outcome", outcome)) if value}
    trail.record("request.closed", subject=row, by=by, at=now, changes=changes)
    return row


def _of_brief(brief: Brief | None) -> Request | None:
    """Return the request that a brief was drafted from: it is included then, and no second one is logged."""
    return Request.objects.filter(brief=brief).select_for_update(of=("self",)).first() if brief else None


def _row(account: Account | None, fields: RequestFields, by: Actor, now: datetime) -> Request:
    row = Request(account=account, logged_by_id=by.person_id or None, added_at=now)
    _write(row, fields)
    return row


def _write(row: Request, fields: RequestFields) -> None:
    for name, value in asdict(fields).items():
        if name != "planned_seconds" and not (name == "through" and row.through == rules.PORTAL):
            setattr(row, name, value)


def _move(row: Request, line_id: int | None) -> None:
    """Number the request within the agreement of its new line."""
    placed = AgreementLine.objects.filter(line=line_id).select_related("agreement").first()
    row.agreement = placed.agreement if placed else None
    row.number = next_number(placed.agreement) if placed else None


def _open_one(by: Actor, request_id: int) -> Request:
    row = _to_change(by, request_id)
    if not row.is_open:
        raise Refused(_("This request is already closed."))
    return row


def _to_change(by: Actor, request_id: int) -> Request:
    row = queries.request_seen_by(by, request_id, lock=True)
    policy.may_change(person_of(by), row).or_refuse()
    return row


def _checked(
    by: Actor, account: Account | None, fields: RequestFields, now: datetime, current: Request | None = None
) -> RequestFields:
    """Return the fields with their date. Raise `Invalid` for another client's contact, project or line."""
    clean = tidied(fields)
    clean = replace(clean, asked_on=clean.asked_on or timezone.localdate(now))
    if clean.asked_on and clean.wanted_on and clean.wanted_on < clean.asked_on:
        raise Invalid(_("Enter a date on or after the request date."), "wanted_on")
    if clean.contact_id is not None and (account is None or not account.contacts.filter(pk=clean.contact_id).exists()):
        raise Invalid(_("Choose a contact of this client."), "contact_id")
    if clean.assessor_id is not None and clean.assessor_id != (current.assessor_id if current else None):
        check_assessor(clean.assessor_id)
    if clean.project_id is not None and clean.project_id != (current.project_id if current else None):
        _check_project(by, account, clean.project_id)
    if clean.line_id is not None and clean.line_id != (current.line_id if current else None):
        placed = placed_line_seen_by(by, clean.line_id)
        if placed.agreement.account_id != (account.pk if account else None):
            raise Invalid(_("Choose a line of this client’s agreements."), "line_id")
    return clean


def _check_project(by: Actor, account: Account | None, project_id: int) -> None:
    found = Project.objects.visible_to(person_of(by)).filter(pk=project_id, account=account)
    if not found.exists():
        raise Invalid(_("Choose a project of this client."), "project_id")
