"""Pages of the standing split: this week's, confirmed in one click, the shares, and the month's account service."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.permission import Answer
from amity.timesheets.months import MonthClosed
from amity.timesheets.split import commands, queries
from amity.timesheets.split.forms import HoursForm, SharesForm
from amity.timesheets.week.days import Week, read_week, week_of
from amity.ui import formats
from amity.ui.asked import posted

if TYPE_CHECKING:
    from amity.accounts.models import Account


class Row(NamedTuple):
    """An account in the week and in the month, each None if it isn't part of it."""

    account: "Account"
    week: queries.AccountPlan | None
    field: BoundField | None
    month: queries.Care | None


@require_GET
def split(request: HttpRequest, week: str = "") -> HttpResponse:
    """Show a week's split, by default this week's."""
    return _page(request, _week(week))


@require_POST
def confirm_split(request: HttpRequest, week: str) -> HttpResponse:
    """Log the week's entries, as planned or with the entered hours."""
    actor, this = actor_of(request), _week(week)
    hours: dict[int, int] | None = None
    plan = queries.week_plan(person_of(actor), this, timezone.localdate())
    if posted(request).has("edited"):
        form = HoursForm(request.POST, [(row.account, row.fits) for row in plan.rows])
        if not form.is_valid():
            return _page(request, this, form, status=422)
        hours = form.hours()
    try:
        confirmed = commands.confirm_split(by=actor, week=this, now=timezone.now(), hours=hours)
    except (Refused, Invalid) as fault:
        messages.error(request, fault.sentence)
        return redirect("timesheets:split_week", str(this))
    made = len(confirmed.entries)
    notice = ngettext("Week %(week)d confirmed: %(made)d entry.", "Week %(week)d confirmed: %(made)d entries.", made)
    text = notice % {"week": this.number, "made": made}
    if above := plan.above(sum(hours.values()) if hours is not None else plan.fits):
        text += " " + _("%(time)s are above your hours.") % {"time": formats.hours(above, "prose")}
    messages.success(request, text)
    return redirect("timesheets:split_week", str(this))


@require_POST
def undo_split(request: HttpRequest, week: str) -> HttpResponse:
    """Undo a confirmed week."""
    this = _week(week)
    try:
        left = commands.undo_split(by=actor_of(request), week=this, now=timezone.now())
    except (Refused, MonthClosed, NotSeen) as fault:
        messages.error(request, fault.sentence)
        return redirect("timesheets:split_week", str(this))
    notice = _("Week %(week)d reopened.") % {"week": this.number}
    if left:
        changed = ngettext(
            "%(kept)d entry was changed since, so it stays.",
            "%(kept)d entries were changed since, so they stay.",
            left,
        )
        notice = f"{notice} {changed % {'kept': left}}"
    messages.success(request, notice)
    return redirect("timesheets:split_week", str(this))


def shares(request: HttpRequest) -> HttpResponse:
    """Show and change the actor's own weekly shares, valid from a date."""
    actor, today = actor_of(request), timezone.localdate()
    held = {one.account.pk: one.weekly_seconds for one in queries.shares_on(person_of(actor).pk, today)}
    offered = [(account, held.get(account.pk, 0)) for account in queries.accounts_on_offer(actor)]
    form = SharesForm(request.POST if request.method == "POST" else None, offered)
    form.fields["valid_from"].initial = week_of(today).monday
    if form.is_bound and form.is_valid():
        valid_from = form.cleaned_data["valid_from"]
        try:
            commands.set_shares(by=actor, shares=form.hours(), valid_from=valid_from, now=timezone.now())
        except Invalid as fault:
            form.add_error(None, fault.sentence)
        else:
            messages.success(request, _("Standing split saved."))
            return redirect("timesheets:split")
    context = {"form": form, "offered": offered, "weekly": person_of(actor).weekly_seconds, "given": sum(held.values())}
    return render(request, "timesheets/split/shares.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, week: Week, form: HoursForm | None = None, status: int = 200) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    person = person_of(actor)
    plan = queries.week_plan(person, week, today)
    form = form or HoursForm(None, [(row.account, row.fits) for row in plan.rows])
    month = queries.month_shown(week, today)
    care = queries.care(actor, month)
    may = commands.may_confirm(plan, today)
    context: dict[str, Any] = {
        "plan": plan,
        "sub": _sub(plan, may),
        "form": form,
        "days": formats.days(week.monday, week.sunday),
        "rows": _rows(plan, form, care) if plan.rows else [],
        "missing": queries.unconfirmed(person.pk, today),
        "is_this": week == week_of(today),
        "month": month,
        "care": care,
        "may": may,
        "is_past": week.sunday < today,
    }
    return render(request, "timesheets/split/split.html", context, status=status)


def _sub(plan: queries.WeekPlan, may: Answer) -> str:
    """Return what can be done with the week, or why nothing can."""
    if plan.confirmed_at is not None:
        return _("Your split for this week is confirmed, and its time is logged.")
    if may:
        return _("Confirm your split to log this week’s time. An unconfirmed week counts as missing time.")
    return may.sentence


def _rows(plan: queries.WeekPlan, form: HoursForm, care: Sequence[queries.Care]) -> list[Row]:
    """Return the accounts of the week's split, then those with account service in the month alone."""
    months = {one.account.pk: one for one in care}
    rows = [Row(row.account, row, form.of(row.account.pk), months.pop(row.account.pk, None)) for row in plan.rows]
    return [*rows, *(Row(one.account, None, None, one) for one in months.values())]


def _week(label: str) -> Week:
    week = read_week(label) if label else week_of(timezone.localdate())
    if week is None:
        raise NotSeen(_("Week not found."))
    return week
