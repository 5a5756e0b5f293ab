"""The page of an account's terms: what its stories are ranked by."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.insights import policy
from amity.insights.topics import commands, page, queries
from amity.insights.topics.forms import InterestForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


@require_safe
def terms(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the terms of an account."""
    actor = actor_of(request)
    return render(request, "insights/terms.html", page.context(actor, account_seen_by(actor, account_id)))


def add_interest(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add a term."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_choose(person_of(actor), account).or_refuse()
    form, back = InterestForm(request.POST or None), reverse("insights:terms", args=[account_id])
    crumbs = ((_("Insights"), reverse("insights:insights")), (account.name, back))
    frame = ActPage(
        title=_("Add term"), button=_("Add term"), back=back, crumbs=crumbs, again=_("Save and add another"),
        hint=_("A name or a few words that articles use. For example, ticket app."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        made = commands.add_interest(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        messages.success(request, _("Saved: %(term)s") % {"term": made.text})
        return back

    return act_page(request, frame, form, act)


@require_POST
def remove_interest(request: HttpRequest, interest_id: int) -> HttpResponse:
    """Remove a term."""
    actor = actor_of(request)
    account_id = queries.interest_seen_by(actor, interest_id).account_id
    commands.remove_interest(by=actor, interest_id=interest_id, now=timezone.now())
    messages.success(request, _("Term removed."))
    return redirect("insights:terms", account_id)
