"""How well the items of a brief are known, what the account has said of them already, and what the client is shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.briefs import commands, policy, wording
from amity.briefs.client_copy import for_client as for_client_of
from amity.briefs.forms import KnownForm
from amity.briefs.queries.choices import brief_choices
from amity.briefs.queries.seen import brief_seen_by
from amity.briefs.queries.standing import OURS
from amity.briefs.said import OF_ITEM
from amity.briefs.views.page import back_to
from amity.facts.queries import fact_on
from amity.people.queries import person_of
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, queried


def item(request: HttpRequest, brief_id: int, item: str) -> HttpResponse:
    """Say that an item is known, and who said so, or only assumed. What it says stays."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_say(person_of(actor), seen).or_refuse()
    if item not in OF_ITEM or item in OURS:
        raise NotSeen(_("Field not found."))
    start = {"said_on": timezone.localdate(), "version": 0}
    form = KnownForm(request.POST or None, choices=brief_choices(seen.account, seen), initial=start)
    if fact := fact_on(Ref.to(seen), item):
        form.fill(fact)
    back = reverse("briefs:brief", args=[brief_id]) + "#what"
    page = ActPage(
        title=wording.ITEMS[item], button=_("Save confidence"), back=back, crumbs=((seen.title, back),),
        hint=wording.value_said(seen, item),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.say_how_known(
            by=actor, brief_id=brief_id, item=item, version=values["version"], basis=form.how_known(),
            now=timezone.now(),
        )  # fmt: skip
        return back

    return act_page(request, page, form, act)


@require_POST
def fill(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Fill the empty fields from the goal and the strategy of the account."""
    commands.fill_from_account(by=actor_of(request), brief_id=brief_id, now=timezone.now())
    messages.success(request, _("Empty fields filled in from the goal and the strategy."))
    return back_to(brief_id, "#what")


def for_client(request: HttpRequest, brief_id: int) -> HttpResponse:
    """The brief as the client may read it, to print or to copy: no hours, no cost, nothing of ours."""
    actor = actor_of(request)
    priced = queried(request).text("prices", SHORT) != "no"
    seen = brief_seen_by(actor, brief_id)
    return render(request, "briefs/for_client.html", for_client_of(actor, seen, timezone.localdate(), priced=priced))
