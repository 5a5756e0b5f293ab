"""Pages to submit and recall a week, and the page of approvers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.timesheets.approval import commands, queries
from amity.timesheets.approval.forms import ReturnForm
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


@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """Show the weeks waiting for this person, and those approved recently."""
    return _page(request)


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
        return _page(request, wrong={sheet_id: form}, status=422)
    try:
        sheet = commands.return_week(
            by=actor_of(request), sheet_id=sheet_id, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except Invalid as fault:
        form.add_error("reason", fault.sentence)
        return _page(request, wrong={sheet_id: form}, status=422)
    notice = _("Week %(week)d returned to %(name)s.")
    messages.success(request, notice % {"week": Week(sheet.monday).number, "name": sheet.person.name})
    return redirect("timesheets:approvals")


def _page(request: HttpRequest, wrong: dict[int, ReturnForm] | None = None, status: int = 200) -> HttpResponse:
    waiting, decided = queries.handed_in(actor_of(request), timezone.localdate())
    forms_of = wrong or {}
    context = {
        "waiting": [(one, forms_of.get(one.id) or ReturnForm(auto_id=f"id_{one.id}_%s")) for one in waiting],
        "decided": [(one, forms_of.get(one.id) or ReturnForm(auto_id=f"id_{one.id}_%s")) for one in decided],
        "approval_on": queries.approval_on(),
    }
    return render(request, "timesheets/approval/approvals.html", context, status=status)


def _week(label: str) -> Week:
    week = read_week(label)
    if week is None:
        raise NotSeen(_("Week not found."))
    return week
