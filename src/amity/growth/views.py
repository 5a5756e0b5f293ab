"""Pages of opportunities: HTTP only."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.accounts.queries import account_seen_by, accounts_seen_by
from amity.audit.actor_rights import actor_of
from amity.growth import commands, contracts, forms, hooks, of_account, pages, policy, queries, wording
from amity.growth.rules import MAP
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried
from amity.ui.lists.tabs import EVERYONE, MINE


@require_safe
def growth(request: HttpRequest) -> HttpResponse:
    """Show the board: open opportunities by stage."""
    actor = actor_of(request)
    policy.may_see(person_of(actor)).or_refuse()
    asked = queried(request).choice("whose", (MINE, EVERYONE), MINE)
    return render(request, "growth/board.html", pages.board_context(actor, own=asked == MINE))


@require_safe
def growth_of_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Draw the growth of an account for its plan."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    if not pages.may_see_section(actor, account):
        raise NotSeen(_("Not found."))
    return render(request, "growth/of_account.html", of_account.context(actor, account))


@require_safe
def opportunity(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Show one opportunity."""
    actor = actor_of(request)
    return render(
        request, "growth/opportunity.html", pages.context(actor, queries.opportunity_seen_by(actor, opportunity_id))
    )


def record_opportunity(request: HttpRequest) -> HttpResponse:
    """Record an opportunity of a prospect, or of an account that the form asks for.

    `?account=` leads to the form of that account, and `?service=` names what is offered, as on the services map.
    """
    actor, asked = actor_of(request), queried(request)
    if account_id := asked.whole("account"):
        address, service = reverse("growth:record_on_account", args=[account_id]), asked.whole("service")
        origin = contracts.origin_on_map(actor, account_id, service) if service else ""
        return redirect(f"{address}?{urlencode({'from': origin} if origin else {'service': service})}")
    policy.may_record(person_of(actor), None).or_refuse()
    return _record(request, actor, None, None)


def record_on_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record an opportunity of an account. `?from=` names the record it comes from, which fills in the form."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_record(person_of(actor), account).or_refuse()
    return _record(request, actor, account, hooks.ref_of(queried(request).text("from", SHORT)))


def _record(request: HttpRequest, actor: Actor, account: Any, origin: Ref | None) -> HttpResponse:
    draft = hooks.draft_from(actor, origin) if origin else None
    among = _accounts(actor) if account is None else None
    form = forms.OpportunityForm(request.POST or None, account=account, by=person_of(actor), among=among)
    if draft is not None and account is not None:
        form.begin_with(draft)
    elif title := queried(request).text("title", SHORT):
        form.initial["title"] = title
    elif service := queries.service_named(queried(request).whole("service")):
        form.initial = {**form.initial, "title": service, "source": MAP}

    def act(values: dict[str, Any]) -> str:
        known = {"account_id": account.pk} if account else {}
        made = commands.record_opportunity(
            by=actor, fields=form.value_given(**known), now=timezone.now(), origin=origin
        )
        return wording.address_of(made)

    return act_page(request, pages.new(account), form, act)


def edit_opportunity(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Change an open opportunity."""
    actor, one = _to_change(request, opportunity_id)
    among = _accounts(actor) if one.account is None else None
    form = forms.OpportunityForm(
        request.POST or None, account=one.account, by=person_of(actor), among=among, changed=one
    )  # fmt: skip
    form.fill(one)

    def act(values: dict[str, Any]) -> str:
        known = {"account_id": one.account_id} if one.account_id else {}
        commands.edit_opportunity(
            by=actor, opportunity_id=one.pk, version=values["version"] or 0, fields=form.value_given(**known),
            now=timezone.now(),
        )  # fmt: skip
        return wording.address_of(one)

    return act_page(request, pages.act(one, _("Edit opportunity"), _("Save opportunity")), form, act)


@require_POST
def move(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Move an opportunity to another stage, and return to the page it was moved on."""
    asked = posted(request)
    moved = commands.move_opportunity(
        by=actor_of(request), opportunity_id=opportunity_id, version=asked.whole("version"),
        stage=asked.text("stage", SHORT), now=timezone.now(),
    )  # fmt: skip
    words = {"title": moved.title, "stage": wording.STAGES[moved.stage]}
    messages.success(request, _("%(title)s: %(stage)s") % words)
    if asked.has("on_board"):
        whose = asked.choice("whose", (MINE, EVERYONE), MINE)
        return redirect(f"{reverse('growth:growth')}?whose={whose}")
    return redirect(wording.address_of(moved))


def plan_step(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Plan the next step."""
    actor, one = _to_change(request, opportunity_id)
    form = forms.StepForm(request.POST or None)
    form.fill(one)

    def act(values: dict[str, Any]) -> str:
        commands.plan_step(
            by=actor, opportunity_id=one.pk, version=values["version"], step=form.value_given(), now=timezone.now()
        )
        return wording.address_of(one)

    return act_page(request, pages.act(one, _("Next step"), _("Save next step"), hint=one.next_step), form, act)


@require_POST
def win(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Win an opportunity, and open the brief it became."""
    version = posted(request).whole("version")
    won = commands.win_opportunity(
        by=actor_of(request), opportunity_id=opportunity_id, version=version, now=timezone.now()
    )
    messages.success(request, _("Won: %(title)s. Its brief has everything we knew.") % {"title": won.title})
    return redirect("briefs:brief", won.brief_id)


def lose(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Close an opportunity as lost, with the reason."""
    actor, one = _to_change(request, opportunity_id)
    form = forms.LossForm(request.POST or None)
    form.fill(one)

    def act(values: dict[str, Any]) -> str:
        commands.lose_opportunity(
            by=actor, opportunity_id=one.pk, version=values["version"], loss=form.value_given(), now=timezone.now()
        )
        return wording.address_of(one)

    return act_page(request, pages.act(one, _("Lost"), _("Save reason"), hint=one.title), form, act)


@require_POST
def reopen(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Open a lost opportunity again."""
    version = posted(request).whole("version")
    commands.reopen_opportunity(
        by=actor_of(request), opportunity_id=opportunity_id, version=version, now=timezone.now()
    )
    return redirect("growth:opportunity", opportunity_id)


def _accounts(actor: Actor) -> dict[int, str]:
    """Return the accounts for which a person can record opportunities."""
    person = person_of(actor)
    mine = accounts_seen_by(actor).managed_by(person).order_by("name")
    return dict(mine.values_list("pk", "name"))


def _to_change(request: HttpRequest, opportunity_id: int) -> tuple[Actor, Any]:
    actor = actor_of(request)
    one = queries.opportunity_seen_by(actor, opportunity_id)
    policy.may_change(person_of(actor), one).or_refuse()
    return actor, one
