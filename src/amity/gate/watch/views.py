"""The page that shows what would have been stopped, with the decision that follows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.gate import policy
from amity.gate.watch import commands, page, queries
from amity.gate.watch.rules import LONGER, OUTCOMES
from amity.people.queries import person_of
from amity.ui.asked import posted


def watch(request: HttpRequest) -> HttpResponse:
    """Show what the first weeks have seen, and take the decision."""
    actor, now = actor_of(request), timezone.now()
    policy.may_set_lanes(person_of(actor), None).or_refuse()
    if request.method == "POST":
        asked = posted(request)
        outcome = asked.choice("outcome", OUTCOMES)
        commands.decide(by=actor, version=asked.whole("version"), outcome=outcome, now=now)
        sentence = _("Amity watches for two weeks more.") if outcome == LONGER else _("The gate is on.")
        messages.success(request, sentence)
        return redirect("gate:watch" if outcome == LONGER else "gate:lanes")
    found = queries.open_watch()
    if found is None:
        return redirect("gate:lanes")
    seen = queries.seen_by(actor, found)
    context = {"seen": seen, "title": page.title_of(seen, now), "state": page.state_of(seen, now)}
    return render(request, "gate/watch.html", context)
