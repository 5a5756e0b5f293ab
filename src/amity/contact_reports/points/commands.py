"""Add, change, move and leave out the points of a report."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.contact_reports import rules
from amity.contact_reports.drafts.commands import to_change
from amity.contact_reports.models import ContactReport, ReportPoint
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import OneOf, Text, tidied


@dataclass(frozen=True, slots=True)
class ReportPointFields:
    """A point: its group, its text, who does it on one side, its date, and whether the client must say yes."""

    group: Annotated[str, OneOf(rules.GROUPS)]
    text: Annotated[str, Text(rules.TEXT_MOST, needed=True)]
    person_id: int | None = None
    contact_id: int | None = None
    due_on: date | None = None
    wants_yes: bool = False


@command
def add_point(*, by: Actor, report_id: int, version: int, fields: ReportPointFields, now: datetime) -> ReportPoint:
    """Add a point at the end of its group."""
    report = to_change(by, report_id, version)
    if len(report.points.all()) >= rules.POINTS_MOST:
        raise Invalid(_("A report can have up to %(most)s points.") % {"most": rules.POINTS_MOST}, "text")
    point = ReportPoint(report=report, position=_after(report))
    _put(report, point, fields)
    point.save(force_insert=True)
    _changed(report, now)
    trail.record("contact_report.point_added", subject=report, by=by, at=now, changes={"text": point.text})
    return point


@command
def edit_point(
    *, by: Actor, report_id: int, point_id: int, version: int, fields: ReportPointFields, now: datetime
) -> ReportPoint:
    """Change a point. The record it comes from stays as it is."""
    report = to_change(by, report_id, version)
    point = _point(report, point_id)
    before = point.text
    if fields.group != point.group:
        point.position = _after(report)
    _put(report, point, fields)
    point.save()
    _changed(report, now)
    changes = {"before": {"text": before}, "after": {"text": point.text}}
    trail.record("contact_report.point_edited", subject=report, by=by, at=now, changes=changes)
    return point


@command
def move_point(
    *, by: Actor, report_id: int, point_id: int, up: bool, now: datetime, version: int | None = None
) -> ContactReport:
    """Move a point up or down by one within its group."""
    report = to_change(by, report_id, version)
    point = _point(report, point_id)
    own = [one for one in report.points.all() if one.group == point.group and not one.is_dropped]
    own.sort(key=lambda one: (one.position, one.pk))
    at = next((place for place, one in enumerate(own) if one.pk == point.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is not None and to is not None and 0 <= to < len(own):
        own[at], own[to] = own[to], own[at]
        for place, one in enumerate(own, 1):
            if one.position != place:
                one.position = place
                one.save(update_fields=["position"])
    _changed(report, now)
    trail.record("contact_report.point_moved", subject=report, by=by, at=now, changes={"text": point.text})
    return report


@command
def drop_point(*, by: Actor, report_id: int, point_id: int, now: datetime, version: int | None = None) -> ContactReport:
    """Leave a point out of the report. It can be restored."""
    return _set_dropped(by, report_id, point_id, version, dropped=True, now=now)


@command
def restore_point(
    *, by: Actor, report_id: int, point_id: int, now: datetime, version: int | None = None
) -> ContactReport:
    """Restore a point that was left out."""
    return _set_dropped(by, report_id, point_id, version, dropped=False, now=now)


def _set_dropped(
    by: Actor, report_id: int, point_id: int, version: int | None, *, dropped: bool, now: datetime
) -> ContactReport:
    report = to_change(by, report_id, version)
    point = _point(report, point_id)
    if point.is_dropped != dropped:
        point.is_dropped = dropped
        point.save(update_fields=["is_dropped"])
        action = "contact_report.point_dropped" if dropped else "contact_report.point_restored"
        trail.record(action, subject=report, by=by, at=now, changes={"text": point.text})
    _changed(report, now)
    return report


def _put(report: ContactReport, point: ReportPoint, fields: ReportPointFields) -> None:
    clean = tidied(fields)
    if clean.person_id and clean.contact_id:
        raise Invalid(_("Choose one owner, at the client or on our team."), "person_id")
    if clean.contact_id and not report.account.contacts.filter(pk=clean.contact_id).exists():
        raise Invalid(_("Choose a contact of this account."), "contact_id")
    if clean.person_id and not Person.objects.filter(pk=clean.person_id, is_active=True).exists():
        raise Invalid(_("Choose a colleague."), "person_id")
    point.group, point.text, point.due_on, point.wants_yes = clean.group, clean.text, clean.due_on, clean.wants_yes
    point.person_id, point.contact_id = clean.person_id, clean.contact_id


def _point(report: ContactReport, point_id: int) -> ReportPoint:
    return seen_or_missing(report.points.all(), point_id, _("Point not found. It may have been deleted."))


def _after(report: ContactReport) -> int:
    return max((one.position for one in report.points.all()), default=0) + 1


def _changed(report: ContactReport, now: datetime) -> None:
    report.changed_at = now
    report.save(update_fields=["changed_at", "version"])
