"""Pages that show what the budget buys while someone types, and fit the lines to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.briefs import policy
from amity.briefs.budget import commands as budget_commands
from amity.briefs.budget import page as drawing
from amity.briefs.budget.forms import typed_amount
from amity.briefs.budget.queries import buys_of
from amity.briefs.choices import discipline_names
from amity.briefs.lines.forms import planned_from
from amity.briefs.queries import brief_seen_by
from amity.briefs.redirects import back_to
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.ui.asked import SHORT, posted, queried


@require_GET
def buys(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Show the totals of the hours and the budget being typed. Nothing is saved."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    query = queried(request)
    try:
        typed = {row: plan.hours for row, plan in planned_from(query.every_text()).items()}
    except Invalid:
        typed = {}
    budget = typed_amount(query.text("budget_high") or query.text("budget_low"), seen.currency)
    have = typed_amount(query.text("have"), seen.currency)
    policy.may_see_prices(person_of(actor)).or_refuse()
    found = buys_of(seen, timezone.localdate(), typed=typed, budget=budget, have=have)
    eyes = drawing.eyes_of(person_of(actor), found.estimate)
    context = drawing.buys_context(seen, found, eyes, discipline_names())
    return render(request, "briefs/buys.html", context)


@require_POST
def fit(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Plan the hours that fit the client's budget."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    amount = typed_amount(posted(request).text("have", SHORT), seen.currency)
    if amount is None:
        raise Invalid(_("Enter how much the client has."), "have")
    budget_commands.fit_lines(by=actor, brief_id=brief_id, amount=amount, now=timezone.now())
    messages.success(request, _("Lines scaled to fit the budget."))
    return back_to(brief_id, "#lines")
