"""Pages of strategy cards: draft, change, agree with the client, and put in force."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.strategy import pages, policy, rules
from amity.strategy.cards import commands, forms, queries
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried


def draft_card(request: HttpRequest, account_id: int) -> HttpResponse:
    """Create a strategy card, prefilled from the one in force."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_draft(person_of(actor), account).or_refuse()
    form = forms.CardForm(request.POST or None)
    if in_force := queries.card_in_force(account_id):
        form.fill(in_force)
    page = pages.act(account, _("Draft a strategy"), _("Save draft"), pages.plan_of(account, "strategy"))

    def act(values: dict[str, Any]) -> str:
        card = commands.draft_card(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        return _of(card.pk)

    return act_page(request, page, form, act)


def card(request: HttpRequest, card_id: int) -> HttpResponse:
    """Show a card: its content, its state, and the next moves."""
    actor = actor_of(request)
    seen = queries.card_seen_by(actor, card_id)
    person = person_of(actor)
    may_move = policy.may_move(person, seen.account)
    context = {
        "card": seen,
        "rows": queries.rows_of(seen),
        "stages": list(queries.STATES.items()),
        "moves": pages.moves_of(seen) if may_move else [],
        "may_edit": seen.state == rules.DRAFT and bool(policy.may_draft(person, seen.account)),
        "owners": policy.owners_of(seen.account),
    }
    return render(request, "strategy/card.html", context)


def edit_card(request: HttpRequest, card_id: int) -> HttpResponse:
    """Change a draft."""
    actor = actor_of(request)
    seen = queries.card_seen_by(actor, card_id)
    policy.may_draft(person_of(actor), seen.account).or_refuse()
    form = forms.CardForm(request.POST or None)
    form.fill(seen)
    page = pages.act(seen.account, _("Edit draft"), _("Save draft"), _of(card_id))

    def act(values: dict[str, Any]) -> str:
        commands.edit_card(
            by=actor, card_id=card_id, version=values["version"] or 0, fields=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def move_card(request: HttpRequest, card_id: int) -> HttpResponse:
    """Change the state of a card to `to`. *Agreed with client* asks for the evidence."""
    actor = actor_of(request)
    seen = queries.card_seen_by(actor, card_id)
    policy.may_move(person_of(actor), seen.account).or_refuse()
    state = posted(request).text("state", SHORT) or queried(request).text("to", SHORT)
    initial = {"state": state, "version": seen.version, "stated_on": timezone.localdate()}
    form = forms.MoveCardForm(request.POST or None, account=seen.account, state=state, initial=initial)
    title = str(queries.MOVES.get(state, _("Update strategy state")))
    page = pages.act(seen.account, title, title, _of(card_id), hint=seen.goal)

    def act(values: dict[str, Any]) -> str:
        commands.move_card(
            by=actor, card_id=card_id, version=values["version"], move=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def _of(card_id: int) -> str:
    return reverse("strategy:card", args=[card_id])
