"""The first page, Settings → Agency, Limits, Calendar, and the pages of rates."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from amity.agency import calendars, commands, forms, limit_words, policy, queries
from amity.agency.action_pages import done, saved
from amity.agency.limit_forms import READ, LimitsForm
from amity.audit.actor_rights import actor_of
from amity.shared.errors import Stale
from amity.shared.values import value_of
from amity.ui.asked import queried

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
    """Show every limit and target, grouped by purpose, and change those that were typed."""
    actor = actor_of(request)
    policy.may_change_settings(actor).or_refuse()
    rows = queries.limits_with_effects()
    form = LimitsForm(request.POST or None, rows=rows)
    if form.is_valid():
        try:
            commands.change_limits(by=actor, changes=form.changes(), now=timezone.now())
        except Stale as fault:
            form.show_stale(cast("dict[str, int]", fault.current))
        else:
            return saved(request, "agency:limits")
    form.focus_fault()
    return render(request, "agency/limits.html", _limits_page(form, rows), status=422 if form.errors else 200)


def _limits_page(form: LimitsForm, rows: Sequence[queries.LimitRow]) -> dict[str, Any]:
    """Return the fields of all limits by group, and how many limits the agency has changed."""
    by_name = {one.name: one for one in rows}
    groups = [
        (title, [(by_name[name], form[name], form[f"{READ}{name}"]) for name in names])
        for title, names in limit_words.GROUPS
    ]
    return {"form": form, "groups": groups, "changed": sum(one.is_own for one in rows)}


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
