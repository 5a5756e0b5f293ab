"""The page of a brief, and what its budget buys while somebody types."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amity.audit.standing import actor_of
from amity.briefs import commands, drawing, pages, policy
from amity.briefs.forms import BriefForm, minor
from amity.briefs.line_forms import planned_from
from amity.briefs.queries.buys import buys_of
from amity.briefs.queries.choices import brief_choices, discipline_names
from amity.briefs.queries.seen import brief_seen_by
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.ui.acts import acted
from amity.ui.asked import SHORT, posted, queried
from amity.ui.readings import NotANumber, parse_decimal
from amity.ui.ways import ways

MOST = Decimal(10**11)


def brief(request: HttpRequest, brief_id: int) -> HttpResponse:
    """One brief with its estimate; posting saves what it says."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    form = BriefForm(request.POST or None, choices=brief_choices(seen.account, seen))
    form.fill(seen)
    status = 200
    if form.is_bound:
        policy.may_write(person_of(actor), seen).or_refuse()  # where it is no draft now, the words typed still stand
        answer = acted(request, form, lambda values: _saved(request, brief_id, form))
        if answer is not None:
            return answer
        status = 409 if form.stale_sentence else 422
    asked = queried(request).text("have", SHORT).strip() if policy.sees_fee(person_of(actor)) else ""
    have = _amount(asked, seen.currency)
    context = pages.context(actor, seen, form, timezone.localdate(), have)
    context["have_wrong"] = bool(asked) and have is None
    context["new_line_focus"] = queried(request).has("more")
    return render(request, "briefs/brief.html", context, status=status)


@require_GET
def buys(request: HttpRequest, brief_id: int) -> HttpResponse:
    """What the hours and the budget that are being typed come to; nothing is saved."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    query = queried(request)
    try:
        typed = {row: plan.hours for row, plan in planned_from(query.every_text()).items()}
    except Invalid:
        typed = {}
    budget = _amount(query.text("budget_high") or query.text("budget_low"), seen.currency)
    have = _amount(query.text("have"), seen.currency)
    policy.may_see_prices(person_of(actor)).or_refuse()
    found = buys_of(seen, timezone.localdate(), typed=typed, budget=budget, have=have)
    eyes = drawing.eyes_of(person_of(actor), found.estimate)
    said = drawing.buys_said(seen, found, eyes, discipline_names())
    return render(request, "briefs/buys.html", said)


@require_POST
def fit(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Plan the hours that fit into what the client has."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    amount = _amount(posted(request).text("have", SHORT), seen.currency)
    if amount is None:
        raise Invalid(_("Enter how much the client has."), "have")
    commands.fit_lines(by=actor, brief_id=brief_id, amount=amount, now=timezone.now())
    messages.success(request, _("Lines scaled to fit the budget."))
    return back_to(brief_id, "#lines")


def back_to(brief_id: int, part: str = "") -> HttpResponse:
    """Back to the page of a brief."""
    return redirect(reverse("briefs:brief", args=[brief_id]) + part)


def _saved(request: HttpRequest, brief_id: int, form: BriefForm) -> str:
    commands.edit_brief(
        by=actor_of(request), brief_id=brief_id, version=form.cleaned_data["version"], said=form.said(),
        seen=form.was_seen(), basis=form.how_known(), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return reverse("briefs:brief", args=[brief_id])


def _amount(typed: str, currency: str) -> int | None:
    """An amount in minor units; None for what is none, as while it is being typed."""
    try:
        figure = parse_decimal(typed, ways().locale) if typed.strip() else None
    except NotANumber:
        return None
    return minor(figure, currency) if figure is not None and 0 <= figure < MOST else None
