"""Pages to submit and recall a week, and the page of approvers."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.timesheets.approval import commands
from amity.timesheets.approval.forms import ReturnForm
from amity.timesheets.approval.tables import WeekSheetList
from amity.timesheets.week.days import Week, read_week


@require_POST
def submit_week(request: HttpRequest, week: str) -> HttpResponse:
    """Submit the drafts of the actor's own week."""
    this = _week(week)
    try:
        sheet = commands.submit_week(by=actor_of(request), week=this, now=timezone.now())
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        notice = _("Week %(week)d submitted.") if sheet.state == "submitted" else _("Week %(week)d approved.")
        messages.success(request, notice % {"week": this.number})
    return redirect("timesheets:week", str(this))


@require_POST
def take_week_back(request: HttpRequest, week: str) -> HttpResponse:
    """Recall the actor's own submitted week."""
    this = _week(week)
    try:
        commands.take_week_back(by=actor_of(request), week=this, now=timezone.now())
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, _("Week %(week)d recalled. You can change it again.") % {"week": this.number})
    return redirect("timesheets:week", str(this))


@require_POST
def approve_week(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Approve a week."""
    sheet = commands.approve_week(by=actor_of(request), sheet_id=sheet_id, now=timezone.now())
    notice = _("Week %(week)d of %(name)s approved.")
    messages.success(request, notice % {"week": Week(sheet.monday).number, "name": sheet.person.name})
    return redirect("timesheets:approvals")


@require_POST
def return_week(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Return a week with the reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, {sheet_id: form})
    try:
        sheet = commands.return_week(
            by=actor_of(request), sheet_id=sheet_id, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except Invalid as fault:
        form.add_error("reason", fault.sentence)
        return _page(request, {sheet_id: form})
    notice = _("Week %(week)d returned to %(name)s.")
    messages.success(request, notice % {"week": Week(sheet.monday).number, "name": sheet.person.name})
    return redirect("timesheets:approvals")


def _page(request: HttpRequest, wrong: Mapping[int, ReturnForm]) -> HttpResponse:
    page = WeekSheetList()
    page.setup(request)
    page.wrong = wrong
    return render(request, page.template, page.context(), status=422)


def _week(label: str) -> Week:
    week = read_week(label)
    if week is None:
        raise NotSeen(_("Week not found."))
    return week
