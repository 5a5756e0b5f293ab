"""Commands for call-offs, a client's requests within the retainer. Each owns one work item of a project under it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.projects.finished_marks import commands as mark_commands
from amity.projects.work_items import commands as work_item_commands
from amity.projects.work_items.commands import ItemFields
from amity.retainers.call_offs.queries import call_off_of
from amity.retainers.models import CallOff
from amity.retainers.queries import projects_of, retainer_to_work
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import value_of


@dataclass(frozen=True, slots=True)
class CallOffFields:
    """A client's request: its work item, who asked for it and when, and its due date."""

    item: ItemFields
    asked_on: date
    contact_id: int | None = None
    wanted_on: date | None = None


@command
def log_call_off(
    *, by: Actor, agreement_id: int, fields: CallOffFields, now: datetime, project_id: int | None = None
) -> CallOff:
    """Log a request of a client contact. Time logged on its work item is assigned to it.

    Its project defaults to the oldest one under the agreement.
    """
    agreement = retainer_to_work(by, agreement_id)
    pooled = {project.pk: project for project in projects_of(agreement)}
    if project_id is not None and project_id not in pooled:
        raise Invalid(_("Choose a project under this agreement."), "project_id")
    contact = _checked(agreement, fields)
    item = work_item_commands.add_work_item(
        by=by, project_id=project_id or next(iter(pooled)), fields=fields.item, now=now
    )
    newest = CallOff.objects.filter(agreement=agreement).aggregate(most=Max("number"))["most"] or 0
    row = CallOff(
        agreement=agreement, number=newest + 1, item=item, contact=contact, asked_on=fields.asked_on,
        wanted_on=fields.wanted_on,
    )  # fmt: skip
    row.save(force_insert=True)
    changes = {
        "number": row.number, "item_id": item.pk, **_payload(row), "planned_seconds": item.planned_seconds
    }  # fmt: skip
    trail.record("call_off.logged", subject=row, by=by, at=now, changes=changes)
    return row


@command
def change_call_off(
    *, by: Actor, agreement_id: int, request_id: int, version: int, fields: CallOffFields, now: datetime
) -> CallOff:
    """Change a request: its title, contact, dates and planned time. Time on it keeps the line it was logged on."""
    row = _open_one(by, agreement_id, request_id)
    row.expect(version)
    contact = _checked(row.agreement, fields)
    work_item_commands.edit_work_item(by=by, item_id=row.item_id, fields=fields.item, now=now)
    before = _payload(row)
    row.contact, row.asked_on, row.wanted_on = contact, fields.asked_on, fields.wanted_on
    row.save(update_fields=["contact", "asked_on", "wanted_on", "version"])
    trail.record("call_off.changed", subject=row, by=by, at=now, changes={"before": before, "after": _payload(row)})
    return row


@command
def take_up_call_off(*, by: Actor, agreement_id: int, request_id: int, now: datetime) -> CallOff:
    """Reopen a call-off that was finished or dropped."""
    row = _one(by, agreement_id, request_id)
    if not row.is_over:
        raise Refused(_("This request is already open."))
    mark_commands.take_back_finished(by=by, project_id=row.item.project_id, item_id=row.item_id, now=now)
    row.dropped_on = None
    row.save(update_fields=["dropped_on"])
    trail.record("call_off.taken_up", subject=row, by=by, at=now, changes={"number": row.number})
    return row


@command
def finish_call_off(*, by: Actor, agreement_id: int, request_id: int, now: datetime) -> CallOff:
    """Mark a call-off and its work item as finished. Marking it twice changes nothing."""
    row = _open_one(by, agreement_id, request_id)
    mark_commands.mark_finished(by=by, project_id=row.item.project_id, item_id=row.item_id, now=now)
    trail.record("call_off.done", subject=row, by=by, at=now, changes={"number": row.number})
    return row


@command
def drop_call_off(*, by: Actor, agreement_id: int, request_id: int, now: datetime) -> CallOff:
    """Record that the client no longer wants a request. Its time stays used, and its work item is finished."""
    row = _open_one(by, agreement_id, request_id)
    mark_commands.mark_finished(by=by, project_id=row.item.project_id, item_id=row.item_id, now=now)
    row.dropped_on = timezone.localdate(now)
    row.save(update_fields=["dropped_on"])
    trail.record("call_off.dropped", subject=row, by=by, at=now, changes={"number": row.number})
    return row


def fields_of(row: CallOff) -> CallOffFields:
    """Return the current fields of a request."""
    return CallOffFields(value_of(row.item, ItemFields), row.asked_on, row.contact_id, row.wanted_on)


def _open_one(by: Actor, agreement_id: int, request_id: int) -> CallOff:
    row = _one(by, agreement_id, request_id)
    if row.is_over:
        raise Refused(_("This request is already closed."))
    return row


def _one(by: Actor, agreement_id: int, request_id: int) -> CallOff:
    agreement = retainer_to_work(by, agreement_id)
    return call_off_of(agreement, request_id)


def _payload(row: CallOff) -> dict[str, object]:
    return {"contact_id": row.contact_id, "asked_on": row.asked_on, "wanted_on": row.wanted_on}


def _checked(agreement: Agreement, fields: CallOffFields) -> Contact | None:
    """Return the contact who asked, or None. Raise `Invalid` for dates out of order or another client's contact."""
    if fields.wanted_on is not None and fields.wanted_on < fields.asked_on:
        raise Invalid(_("Enter a date on or after the request date."), "wanted_on")
    if fields.contact_id is None:
        return None
    contact = Contact.objects.filter(pk=fields.contact_id, account=agreement.account_id).first()
    if contact is None or agreement.account_id is None:
        raise Invalid(_("Choose a contact of this client."), "contact_id")
    return contact
