"""The first page, Settings → Agency, Limits, Calendar, and the pages of rates."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agency import calendars, commands, forms, limit_words, policy, queries, rules
from amity.agency.action_pages import done, saved
from amity.audit.actor_rights import actor_of
from amity.shared.errors import Invalid
from amity.shared.values import value_of
from amity.ui.asked import posted, queried

FRAME = ("name", "currency", "country", "time_zone")


def first(request: HttpRequest) -> HttpResponse:
    """Ask administrators for the settings still missing. Everyone else sees who can fill them in."""
    actor, own = actor_of(request), queries.agency()
    initial = {name: getattr(own, name) for name in FRAME}
    form = forms.FirstForm(request.POST or None, initial=initial)
    for name in FRAME:
        if initial[name]:
            del form.fields[name]
    may = policy.may_change_settings(actor)

    def save(values: dict[str, Any]) -> None:
        commands.set_up_agency(by=actor, frame=commands.Frame(**values), now=timezone.now())

    if not form.fields or (may and done(form, save)):
        return redirect("start")
    return render(request, "agency/first.html", {"form": form, "may": may})


def agency(request: HttpRequest) -> HttpResponse:
    """Show and change the agency's name, currency, country, time zone and services."""
    actor, own = actor_of(request), queries.agency()
    policy.may_change_settings(actor).or_refuse()
    initial = asdict(value_of(own, commands.Frame)) | {"version": own.version}
    form = forms.FrameForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        version = values.pop("version")
        commands.change_settings(by=actor, version=version, frame=commands.Frame(**values), now=timezone.now())

    if done(form, save):
        return saved(request, "agency:agency")
    return render(request, "agency/agency.html", {"form": form, "services": queries.services()})


def limits(request: HttpRequest) -> HttpResponse:
    """Show every limit and target, grouped by purpose."""
    policy.may_change_settings(actor_of(request)).or_refuse()
    rows = {one.name: one for one in queries.limits_with_effects()}
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
    return saved(request, "agency:limits")


def calendar(request: HttpRequest) -> HttpResponse:
    """Public holidays and working days of a year."""
    policy.may_see_calendar(actor_of(request)).or_refuse()
    asked = queried(request).whole("year")
    year = asked if 2000 <= asked <= 2100 else timezone.localdate().year
    months, country = queries.working_days_of(year), queries.agency().country
    context = {
        "year": year,
        "holidays": calendars.public_holidays(country, year),
        "months": months,
        "working": sum(count for _month, count in months),
        "country": dict(forms.country_choices()).get(country, country) if country else "",
        "before": year - 1,
        "after": year + 1,
    }
    return render(request, "agency/calendar.html", context)
