"""Pages of rates."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agency import commands, policy, queries
from amity.agency.action_pages import done, saved
from amity.agency.rates import commands as rate_commands
from amity.agency.rates import forms
from amity.agency.rates import queries as rate_queries
from amity.audit.actor_rights import actor_of
from amity.shared.errors import Invalid
from amity.ui.asked import posted


def cost_rates(request: HttpRequest) -> HttpResponse:
    """Show finance the hourly costs by average, discipline or person, with history."""
    actor, own = actor_of(request), queries.agency()
    policy.may_set_cost(actor).or_refuse()
    initial = {"level": own.cost_level, "valid_from": timezone.localdate()}
    form = forms.CostRateForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        rate_commands.confirm_cost_rate(by=actor, now=timezone.now(), **values)

    if done(form, save):
        return saved(request, "agency:cost_rates")
    levels = dict(forms.level_choices())
    context = {
        "form": form,
        "rates": _by_name(rate_queries.cost_rates(), _("agency average")),
        "levels": levels,
        "currency": own.currency,
        "level_form": forms.CostLevelForm(initial={"level": own.cost_level}, auto_id="now_%s"),
        "level": levels[own.cost_level],
    }
    return render(request, "agency/cost_rates.html", context)


@require_POST
def set_cost_level(request: HttpRequest) -> HttpResponse:
    """Choose the level of hourly costs, once its confirmation box is ticked."""
    form = forms.CostLevelForm(request.POST)
    if form.is_valid() and posted(request).has("confirmed"):
        commands.set_cost_level(by=actor_of(request), level=form.cleaned_data["level"], now=timezone.now())
        return saved(request, "agency:cost_rates")
    raise Invalid(_("Tick the box to confirm: margins change for everyone once the time is re-rated."))


def rate_card(request: HttpRequest) -> HttpResponse:
    """Show what an hour is sold for, with history."""
    actor = actor_of(request)
    policy.may_see_prices(actor).or_refuse()
    initial = {"currency": queries.agency().currency, "valid_from": timezone.localdate()}
    form = forms.CardPriceForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        rate_commands.set_card_price(by=actor, now=timezone.now(), **values)

    if done(form, save):
        return saved(request, "agency:rate_card")
    context = {
        "form": form,
        "prices": _by_name(rate_queries.card_prices(), _("any hour")),
        "may": policy.may_set_prices(actor),
    }
    return render(request, "agency/rate_card.html", context)


def exchange_rates(request: HttpRequest) -> HttpResponse:
    """Show what other currencies are worth, with history."""
    actor = actor_of(request)
    policy.may_see_prices(actor).or_refuse()
    form = forms.ExchangeRateForm(request.POST or None, initial={"valid_from": timezone.localdate()})

    def save(values: dict[str, Any]) -> None:
        rate_commands.set_exchange_rate(by=actor, now=timezone.now(), **values)

    if done(form, save):
        return saved(request, "agency:exchange_rates")
    context = {"form": form, "rates": rate_queries.dated_exchange_rates(), "currency": queries.agency().currency}
    return render(request, "agency/exchange_rates.html", context | {"may": policy.may_set_prices(actor)})


def _by_name(rates: Iterable[Any], otherwise: str) -> list[tuple[str, list[Any]]]:
    """Group rates by their person, service or discipline, with `otherwise` first, newest first within each group."""
    found: dict[tuple[bool, str, str], list[Any]] = {}
    for one in rates:
        named = getattr(one, "person", None) or getattr(one, "service", None) or one.discipline
        key = (named is not None, named.name if named else otherwise, getattr(one, "currency", ""))
        found.setdefault(key, []).append(one)
    return [(name, found[kind, name, currency]) for kind, name, currency in sorted(found)]
