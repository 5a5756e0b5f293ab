"""Pages that add and change a point, and the buttons that move it or leave it out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.contact_reports import policy, queries
from amity.contact_reports.frames import address_of, frame
from amity.contact_reports.points import commands
from amity.contact_reports.points.forms import PointForm
from amity.people.queries import person_of
from amity.shared.rows.lookup import seen_or_missing
from amity.ui.acts import act_page


def add_point(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Add a point to a report."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    policy.may_change(person_of(actor), report).or_refuse()
    form = PointForm(request.POST or None, report=report)
    form.fill(report)
    what = frame(report, _("Add point"), _("Add point"))

    def act(values: dict[str, Any]) -> str:
        commands.add_point(
            by=actor, report_id=report.pk, version=values["version"] or 0, fields=form.point_given(),
            now=timezone.now(),
        )  # fmt: skip
        return address_of(report)

    return act_page(request, what, form, act)


def edit_point(request: HttpRequest, contact_report_id: int, point_id: int) -> HttpResponse:
    """Change a point of a report."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    policy.may_change(person_of(actor), report).or_refuse()
    point = seen_or_missing(report.points.all(), point_id, _("Point not found. It may have been deleted."))
    form = PointForm(request.POST or None, report=report, point=point)
    form.fill(report)
    what = frame(report, _("Edit point"), _("Save point"))

    def act(values: dict[str, Any]) -> str:
        commands.edit_point(
            by=actor, report_id=report.pk, point_id=point_id, version=values["version"] or 0,
            fields=form.point_given(), now=timezone.now(),
        )  # fmt: skip
        return address_of(report)

    return act_page(request, what, form, act)


@require_POST
def move_point(request: HttpRequest, contact_report_id: int, point_id: int, way: str) -> HttpResponse:
    """Move a point up or down within its group."""
    commands.move_point(
        by=actor_of(request), report_id=contact_report_id, point_id=point_id, up=way == "up", now=timezone.now()
    )
    return redirect("contact_reports:contact_report", contact_report_id)


@require_POST
def drop_point(request: HttpRequest, contact_report_id: int, point_id: int) -> HttpResponse:
    """Leave a point out."""
    actor = actor_of(request)
    commands.drop_point(by=actor, report_id=contact_report_id, point_id=point_id, now=timezone.now())
    messages.success(request, _("Point left out."))
    return redirect("contact_reports:contact_report", contact_report_id)


@require_POST
def restore_point(request: HttpRequest, contact_report_id: int, point_id: int) -> HttpResponse:
    """Restore a point that was left out."""
    actor = actor_of(request)
    commands.restore_point(by=actor, report_id=contact_report_id, point_id=point_id, now=timezone.now())
    messages.success(request, _("Point restored."))
    return redirect("contact_reports:contact_report", contact_report_id)
