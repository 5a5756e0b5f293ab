"""The first page, Settings → Agency, Limits, Calendar, and the pages of rates."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agency import commands, forms, limit_words, policy, queries, rules
from amity.audit.standing import actor_of
from amity.shared.errors import Invalid, Refused
from amity.ui.asked import posted, queried

FRAME = ("name", "currency", "country", "time_zone")


def first(request: HttpRequest) -> HttpResponse:
    """Ask for what was not given when the instance was made; others than administrators read who can."""
    actor, own = actor_of(request), queries.agency()
    initial = {name: getattr(own, name) for name in FRAME}
    form = forms.FirstForm(request.POST or None, initial=initial)
    for name in FRAME:
        if initial[name]:
            del form.fields[name]
    may = policy.may_change_settings(actor)

    def save(values: dict[str, Any]) -> None:
        commands.set_up_agency(by=actor, frame=commands.Frame(**values), now=timezone.now())

    if not form.fields or (may and _done(form, save)):
        return redirect("start")
    return render(request, "agency/first.html", {"form": form, "may": may})


def agency(request: HttpRequest) -> HttpResponse:
    """Name, currency, country, time zone; services."""
    actor, own = actor_of(request), queries.agency()
    policy.may_change_settings(actor).or_refuse()
    initial = {name: getattr(own, name) for name in (*FRAME, "language", "version")}
    form = forms.FrameForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        version = values.pop("version")
        commands.change_settings(by=actor, version=version, frame=commands.Frame(**values), now=timezone.now())

    if _done(form, save):
        return _saved(request, "agency:agency")
    context = {"form": form, "services": queries.services(), "service_form": forms.ServiceForm(auto_id="new_%s")}
    return render(request, "agency/agency.html", context)


@require_POST
def add_service(request: HttpRequest) -> HttpResponse:
    """Something the agency sells."""
    form = forms.ServiceForm(request.POST)
    if form.is_valid():
        commands.add_service(by=actor_of(request), name=form.cleaned_data["name"], now=timezone.now())
    return redirect("agency:agency")


def limits(request: HttpRequest) -> HttpResponse:
    """Every limit and target, by what they are for."""
    policy.may_change_settings(actor_of(request)).or_refuse()
    rows = {one.name: one for one in queries.limits()}
    groups = [(title, [rows[name] for name in names]) for title, names in limit_words.GROUPS]
    context = {"groups": groups, "changed": sum(one.is_own for one in rows.values())}
    return render(request, "agency/limits.html", context)


@require_POST
def set_limit(request: HttpRequest, name: str) -> HttpResponse:
    """Change one limit, or go back to its default when it is sent empty."""
    form = forms.LimitForm(request.POST)
    if not posted(request).text("value"):
        commands.reset_limit(by=actor_of(request), name=name, now=timezone.now())
    elif form.is_valid():
        unit = rules.LIMITS[name].unit if name in rules.LIMITS else ""
        value = limit_words.stored(form.cleaned_data["value"], unit)
        commands.set_limit(by=actor_of(request), name=name, value=value, now=timezone.now())
    else:
        raise Invalid(_("Enter a number, 0 or more."), field="value")
    return _saved(request, "agency:limits")


def calendar(request: HttpRequest) -> HttpResponse:
    """Public holidays and working days of a year."""
    policy.may_see_calendar(actor_of(request)).or_refuse()
    asked = queried(request).whole("year")
    year = asked if 2000 <= asked <= 2100 else timezone.localdate().year
    days, country = queries.year_of_days(year), queries.agency().country
    working = sum(count for _month, count in days.months)
    named = dict(forms.country_choices()).get(country, country) if country else ""
    context: dict[str, Any] = {"days": days, "country": named, "working": working}
    return render(request, "agency/calendar.html", context | {"before": year - 1, "after": year + 1})


def cost_rates(request: HttpRequest) -> HttpResponse:
    """What an hour costs: by average, discipline or person, with history. For finance."""
    actor, own = actor_of(request), queries.agency()
    policy.may_set_cost(actor).or_refuse()
    initial = {"level": own.cost_level, "valid_from": timezone.localdate()}
    form = forms.CostRateForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        commands.confirm_cost_rate(by=actor, now=timezone.now(), **values)

    if _done(form, save):
        return _saved(request, "agency:cost_rates")
    levels = dict(forms.level_choices())
    context = {
        "form": form,
        "rates": _by_name(queries.cost_rates(), _("agency average")),
        "levels": levels,
        "currency": own.currency,
        "level_form": forms.CostLevelForm(initial={"level": own.cost_level}, auto_id="now_%s"),
        "level": levels[own.cost_level],
    }
    return render(request, "agency/cost_rates.html", context)


@require_POST
def set_cost_level(request: HttpRequest) -> HttpResponse:
    """Choose what an hour costs by, confirmed by a tick of its own."""
    form = forms.CostLevelForm(request.POST)
    if form.is_valid() and posted(request).has("confirmed"):
        commands.set_cost_level(by=actor_of(request), level=form.cleaned_data["level"], now=timezone.now())
        return _saved(request, "agency:cost_rates")
    raise Invalid(_("Tick the box to confirm: margins change for everyone once the time is re-rated."))


def rate_card(request: HttpRequest) -> HttpResponse:
    """What an hour is sold for, with history."""
    actor = actor_of(request)
    policy.may_see_prices(actor).or_refuse()
    initial = {"currency": queries.agency().currency, "valid_from": timezone.localdate()}
    form = forms.CardPriceForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        commands.set_card_price(by=actor, now=timezone.now(), **values)

    if _done(form, save):
        return _saved(request, "agency:rate_card")
    context = {
        "form": form,
        "prices": _by_name(queries.card_prices(), _("any hour")),
        "may": policy.may_set_prices(actor),
    }
    return render(request, "agency/rate_card.html", context)


def exchange_rates(request: HttpRequest) -> HttpResponse:
    """What other currencies are worth, with history."""
    actor = actor_of(request)
    policy.may_see_prices(actor).or_refuse()
    form = forms.ExchangeRateForm(request.POST or None, initial={"valid_from": timezone.localdate()})

    def save(values: dict[str, Any]) -> None:
        commands.set_exchange_rate(by=actor, now=timezone.now(), **values)

    if _done(form, save):
        return _saved(request, "agency:exchange_rates")
    context = {"form": form, "rates": queries.dated_exchange_rates(), "currency": queries.agency().currency}
    return render(request, "agency/exchange_rates.html", context | {"may": policy.may_set_prices(actor)})


def _by_name(rates: Iterable[Any], otherwise: str) -> list[tuple[str, list[Any]]]:
    """Rates with their history under whose they are, `otherwise` first; a card's by currency as well, newest first."""
    found: dict[tuple[bool, str, str], list[Any]] = {}
    for one in rates:
        named = getattr(one, "person", None) or getattr(one, "service", None) or one.discipline
        key = (named is not None, named.name if named else otherwise, getattr(one, "currency", ""))
        found.setdefault(key, []).append(one)
    return [(name, found[kind, name, currency]) for kind, name, currency in sorted(found)]


def _done(form: django_forms.Form, save: Callable[[dict[str, Any]], None]) -> bool:
    """Whether the form was sent and its command done; a no of the command stands beside its field."""
    if not form.is_valid():
        return False
    try:
        save(dict(form.cleaned_data))
    except (Invalid, Refused) as fault:
        field = fault.field if isinstance(fault, Invalid) else ""
        form.add_error(field if field in form.fields else None, fault.sentence)
        return False
    return True


def _saved(request: HttpRequest, where: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(where)
