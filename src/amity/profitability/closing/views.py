"""The pages of the month end: HTTP in, HTML or CSV out."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from amity.profitability import policy
from amity.profitability.closing import commands, page, wording
from amity.profitability.closing.checklist import checklist, month_to_close
from amity.profitability.closing.forms import PayrollForm, RateForm, ReasonForm
from amity.profitability.closing.frozen_table import SHOWN, file_of, freeze_table
from amity.profitability.closing.frozen_table import drawn as frozen_rows
from amity.profitability.closing.overage import decided_overage
from amity.profitability.closing.pricing import priced_by
from amity.profitability.period.rules import is_month
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, NotSeen
from amity.timesheets import commands as timesheets
from amity.timesheets.rerating.jobs import rerating_now, rerating_on
from amity.ui import formats
from amity.ui.asked import SHORT, queried

REOPENING: Final = "open"
"""The place of the form that reopens a month."""
RATING: Final = "rating"
"""The part of the page that shows a running re-rating."""
WHOLE_PAGE: Final = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML show:none"}
"""Headers that replace the whole page instead of the part that asked."""


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    policy.may_end_months(actor).or_refuse()
    return actor


def _month(text: str) -> int:
    """Return the month of "2026-10" as 202610."""
    digits = text.replace("-", "", 1)
    if len(text) != 7 or not is_month(digits) or not 2000 <= int(digits[:4]) <= 2099:
        raise NotSeen(_("Month not found."))
    return int(digits)


@require_safe
def month_end(request: HttpRequest, month: str = "") -> HttpResponse:
    """Show what blocks closing a month, and what closing freezes. A request for the re-rating gets only how far it is,
    until it ends.
    """
    number = _month(month) if month else month_to_close(timezone.localdate())
    if request.headers.get("HX-Target") != RATING:
        return _page(request, number)
    _actor(request)
    address = page.address_of(number)
    running, _stopped = rerating_on(address)
    if running:
        return render(request, "profitability/month_end_rating.html", {"running": running, "address": address})
    answer = _page(request, number)
    for name, value in WHOLE_PAGE.items():
        answer[name] = value
    return answer


def _page(
    request: HttpRequest, month: int, payroll: PayrollForm | None = None, reason: ReasonForm | None = None,
    rate: RateForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    by, today = _actor(request), timezone.localdate()
    seen = checklist(by, month, today)
    table = freeze_table(seen)
    shown = table.rows if queried(request).has("all") else table.rows[:SHOWN]
    time_url = f"{reverse('timesheets:entries')}?month={month}"
    context: dict[str, Any] = {
        "seen": seen,
        "title": wording.title(seen, today),
        "named": wording.named(month, today),
        "stages": wording.stages(seen),
        "tabs": page.tabs(month, today),
        "points": page.points(seen, reason),
        "missing": page.missing_rows(seen),
        "reopening": page.reason_form(REOPENING, reason),
        "pricing": page.pricing_rows(seen, rate),
        "variance_amount": abs(seen.variance.amount) if seen.variance else None,
        "table": table,
        "shown": shown,
        "accounts": frozen_rows(shown, month, is_compared=table.compared is not None),
        "time_url": time_url,
        "unpriced_url": f"{time_url}&unpriced=cost",
        "others": len(table.rows) - len(shown),
        "payroll": payroll or page.payroll_form(seen),
        "address": page.address_of(month),
        "currency": seen.ledger.books.currency,
        "overage": page.overage_rows(seen),
        "decided": decided_overage(seen.ledger, month),
    }
    context["running"], context["stopped"] = rerating_on(context["address"])
    return render(request, "profitability/month_end.html", context, status=status)


@require_safe
def month_end_file(request: HttpRequest, month: str) -> HttpResponse:
    """Answer with the figures that closing freezes as a file."""
    number = _month(month)
    table = freeze_table(checklist(_actor(request), number, timezone.localdate()))
    return file_of(table).answered(f"month-end-{month}", queried(request).text("export", SHORT))


@require_POST
def close_month(request: HttpRequest, month: str) -> HttpResponse:
    """Close a month and freeze it."""
    number = _month(month)
    commands.close_month(by=_actor(request), month=number, now=timezone.now())
    text = _("%(month)s closed. Its time can no longer change, and its figures are frozen.")
    messages.success(request, capfirst(text % {"month": formats.month(number)}))
    return _back(month)


@require_POST
def open_month(request: HttpRequest, month: str) -> HttpResponse:
    """Reopen a closed month, with a reason."""
    number, by, form = _month(month), _actor(request), ReasonForm(REOPENING, request.POST)
    if not _taken(form, partial(timesheets.open_month, by=by, month=number, now=timezone.now())):
        return _page(request, number, reason=form, status=422)
    text = _("%(month)s reopened. The audit log shows the reason.")
    messages.success(request, capfirst(text % {"month": formats.month(number)}))
    return _back(month)


@require_POST
def enter_payroll(request: HttpRequest, month: str) -> HttpResponse:
    """Enter the payroll of a month."""
    number, form = _month(month), PayrollForm(request.POST)
    by = _actor(request)
    if form.is_valid():
        try:
            commands.enter_payroll(by=by, month=number, amount=page.minor_of(form), now=timezone.now())
        except Invalid as fault:
            form.add_error("payroll", fault.sentence)
        else:
            messages.success(request, _("Payroll for %(month)s saved.") % {"month": formats.month(number)})
            return _back(month)
    return _page(request, number, form, status=422)


@require_POST
def leave_point(request: HttpRequest, month: str, point: str) -> HttpResponse:
    """Accept a point with a reason."""
    number, by, form = _month(month), _actor(request), ReasonForm(f"leave-{point}", request.POST)
    if not _taken(form, partial(commands.leave_point, by=by, month=number, point=point, now=timezone.now())):
        return _page(request, number, reason=form, status=422)
    return _back(month)


@require_POST
def take_up_point(request: HttpRequest, month: str, point: str) -> HttpResponse:
    """Reopen an accepted point."""
    commands.take_up_point(by=_actor(request), month=_month(month), point=point, now=timezone.now())
    return _back(month)


@require_POST
def ask_for_time(request: HttpRequest, month: str) -> HttpResponse:
    """Email those with missing time."""
    count = commands.ask_for_time(by=_actor(request), month=_month(month), now=timezone.now())
    messages.success(
        request, ngettext("%(count)d person emailed.", "%(count)d people emailed.", count)
        % {"count": count},
    )  # fmt: skip
    return _back(month)


def price_time(request: HttpRequest, month: str) -> HttpResponse:
    """Preview the effect of an hourly cost (GET), or apply it to time without a cost (POST)."""
    number, by = _month(month), _actor(request)
    if request.method != "POST" and not queried(request).every_text():
        return _back(month)
    form = RateForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        if request.method == "GET" and _in_place(request):
            return render(request, "profitability/points/rate_errors.html", {"form": form}, status=422)
        return _page(request, number, rate=form, status=422)
    rate = form.rate()
    if request.method == "POST":
        commands.price_time(by=by, rate=rate, now=timezone.now(), back=page.address_of(number))
        return _back(month)
    found = priced_by(by, rate, number, timezone.localdate())
    context = {"found": found, "form": form, "rate": rate, "month": number, "whose": page.whose(rate)}
    context |= {"address": page.address_of(number), "running": rerating_now(), "in_place": _in_place(request)}
    template = "profitability/month_end_pricing.html"
    return render(request, f"{template}#effect" if _in_place(request) else template, context)


def _taken(form: ReasonForm, command: Callable[..., object]) -> bool:
    """Run a command with the entered reason. Show what is wrong with the reason next to it. Return whether
    it worked.
    """
    if form.is_valid():
        try:
            command(reason=form.cleaned_data["reason"])
        except Invalid as fault:
            form.add_error("reason", fault.sentence)
    return not form.errors


def _in_place(request: HttpRequest) -> bool:
    """Return whether a part of the page asks, rather than the whole page."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")


def _back(month: str) -> HttpResponse:
    return redirect(reverse("money:month_end_of", args=[month]))
