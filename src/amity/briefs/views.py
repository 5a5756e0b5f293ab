"""Pages of a brief: create one, show it and save its fields."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.briefs import commands, pages, policy
from amity.briefs.budget.forms import typed_amount
from amity.briefs.choices import brief_choices
from amity.briefs.client_copy.sending import on_its_way
from amity.briefs.forms import BriefForm, NewBriefForm
from amity.briefs.queries import brief_seen_by
from amity.briefs.sizes.queries import signed_by
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page, acted
from amity.ui.asked import SHORT, queried


def brief(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Show one brief with its estimate. A POST saves its fields."""
    actor = actor_of(request)
    has_signed = Exists(signed_by(OuterRef("account")))
    seen = brief_seen_by(actor, brief_id, is_on_its_way=on_its_way(), has_signed=has_signed)
    form = BriefForm(request.POST or None, choices=brief_choices(seen.account, seen), today=timezone.localdate())
    form.fill(seen)
    status = 200
    if form.is_bound:
        policy.may_write(person_of(actor), seen).or_refuse()  # typed text is shown even if it isn't a draft any more
        answer = acted(request, form, lambda values: _saved(request, brief_id, form))
        if answer is not None:
            return answer
        status = 409 if form.stale_sentence else 422
    asked = queried(request).text("have", SHORT).strip() if policy.sees_fee(person_of(actor)) else ""
    have = typed_amount(asked, seen.currency)
    context = pages.context(actor, seen, form, timezone.localdate(), have)
    context["have_wrong"] = bool(asked) and have is None
    context["new_line_focus"] = queried(request).has("more")
    return render(request, "briefs/brief.html", context, status=status)


def _saved(request: HttpRequest, brief_id: int, form: BriefForm) -> str:
    commands.edit_brief(
        by=actor_of(request), brief_id=brief_id, version=form.cleaned_data["version"], fields=form.value_given(),
        seen=form.was_seen(), basis=form.how_known(), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return reverse("briefs:brief", args=[brief_id])


def new_brief(request: HttpRequest, account_id: int) -> HttpResponse:
    """Create a brief for an existing client's request or won new business."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_open(person_of(actor), account).or_refuse()
    door = queried(request).choice("door", ("won",), "asked")
    start = {"stated_on": timezone.localdate(), "door": door, "budget_kind": "cap"}
    form = NewBriefForm(request.POST or None, choices=brief_choices(account), initial=start)
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("New brief"), button=_("Create brief"), back=back,
        crumbs=((_("Accounts"), reverse("accounts:accounts")), (account.name, back)),
        hint=_("Enter what you know now. The brief page asks for the rest, depending on its size."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        opened = commands.open_brief(
            by=actor, account_id=account_id, fields=form.value_given(), basis=form.how_known(), now=timezone.now()
        )
        return reverse("briefs:brief", args=[opened.pk])

    return act_page(request, page, form, act)
