"""Page that adds a table of readings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.strategy import pages, policy
from amity.strategy.goals.queries import goal_of_account
from amity.strategy.sheets import commands
from amity.strategy.sheets.forms import SheetForm
from amity.ui.acts import act_page
from amity.ui.asked import queried


def add_sheet(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add a table of readings to an account's goals, or to the one that `goal` names."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_set(person_of(actor), account).or_refuse()
    goal = goal_of_account(actor, account_id, queried(request).whole("goal"))
    form = SheetForm(request.POST or None, request.FILES or None)
    back = reverse("strategy:goal", args=[goal.pk]) if goal else pages.plan_of(account, "goals")
    hint = _("One reading per row: Date, Value and, if you like, Source.")
    if goal is None:
        hint = _("One reading per row: Goal, Date, Value and, if you like, Source.")
    title = _("Import readings")
    page = pages.act(account, title, title, back, hint=hint)

    def act(values: dict[str, Any]) -> str:
        done = commands.add_sheet(
            by=actor, account_id=account_id, text=values["text"], goal_id=goal.pk if goal else 0, now=timezone.now()
        )
        sentences = [ngettext("%(n)d reading added.", "%(n)d readings added.", done.added) % {"n": done.added}]
        if done.known:
            known = ngettext("%(n)d was already there.", "%(n)d were already there.", done.known)
            sentences.append(known % {"n": done.known})
        messages.success(request, " ".join(sentences))
        return page.back

    return act_page(request, page, form, act)
