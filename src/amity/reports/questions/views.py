"""The three questions: each has its own form, is saved at once, and can be skipped."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.agency.commands import answer_country as say_country
from amity.agency.queries import agency as own_agency
from amity.agency.rates import commands as rate_commands
from amity.audit.actor_rights import actor_of
from amity.jobs.commands import start_job
from amity.reports import policy
from amity.reports.jobs import RERATE
from amity.reports.payment import commands, grid
from amity.reports.payment.queries import rows
from amity.reports.queries import whole_span
from amity.reports.questions import forms, page
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.money import round_half_even
from amity.ui.asked import SHORT, posted, queried
from amity.ui.forms import once, person_id_of


def questions(request: HttpRequest) -> HttpResponse:
    """Show all three questions on one page."""
    actor = actor_of(request)
    policy.may_answer(actor).or_refuse()
    return _page(request, actor)


@require_POST
def answer_people_cost(request: HttpRequest) -> HttpResponse:
    """Answer question 1: the agency average applies from the first entry. Logged time gets it in the background."""
    actor, now = actor_of(request), timezone.now()
    policy.may_answer_people_cost(actor).or_refuse()
    form = forms.PeopleCostForm(request.POST)
    if form.is_valid():
        try:
            path = once(
                form.cleaned_data["nonce"],
                person_id=person_id_of(request),
                now=now,
                act=lambda: _take_people_cost(actor, form.values(), now),
            )
        except Invalid as fault:
            form.add_error(fault.field if fault.field in form.fields else None, fault.sentence)
        else:
            messages.success(request, _("Agency average saved. It applies from the first entry."))
            return redirect(path)
    return _page(request, actor, status=422, cost_form=form)


@require_POST
def try_people_cost(request: HttpRequest) -> HttpResponse:
    """Show the calculation for the entered values without saving them."""
    policy.may_answer_people_cost(actor_of(request)).or_refuse()
    form = forms.PeopleCostForm(request.POST)
    form.is_valid()
    typed = {name: form.cleaned_data.get(name) for name in page.COST_FIELDS}
    return render(request, "reports/people_cost.html", {"sum": page.cost_sum(**typed)})


@require_POST
def answer_country(request: HttpRequest) -> HttpResponse:
    """Answer question 2."""
    actor = actor_of(request)
    policy.may_answer(actor).or_refuse()
    form = forms.CountryForm(request.POST)
    if form.is_valid():
        say_country(by=actor, country=form.cleaned_data["country"], now=timezone.now())
        messages.success(request, _("Calendar saved."))
        return redirect(f"{reverse('reports:questions')}#q2")
    return _page(request, actor, status=422, country_form=form)


@require_POST
def try_country(request: HttpRequest) -> HttpResponse:
    """Show a country's calendar without saving the choice."""
    policy.may_answer(actor_of(request)).or_refuse()
    chosen = page.calendar_of(posted(request).text("country", SHORT), timezone.localdate())
    return render(request, "reports/country.html", {"calendar": chosen})


@require_POST
def answer_payments(request: HttpRequest) -> HttpResponse:
    """Answer question 3, the whole grid. Valid rows are saved, others show their errors."""
    actor, now = actor_of(request), timezone.now()
    policy.may_answer(actor).or_refuse()
    if posted(request).text("take", SHORT) == "guesses":
        _take_guesses(request, actor, now)
        return redirect(f"{reverse('reports:questions')}{_all(request)}#q3")
    saved = grid.save(actor, posted(request).every_text(), now)
    if saved.changed:
        pattern = ngettext(
            "Answer saved for %(count)s project.", "Answers saved for %(count)s projects.", saved.changed
        )
        messages.success(request, pattern % {"count": saved.changed})
    if saved.wrong:
        return _page(request, actor, status=422, typed=saved.wrong)
    return redirect(f"{reverse('reports:questions')}{_all(request)}#q3")


@require_POST
def answer_payment(request: HttpRequest, project_id: int) -> HttpResponse:
    """Answer question 3 for one row: save at once and draw the row again."""
    actor = actor_of(request)
    policy.may_answer(actor).or_refuse()
    saved = grid.save(actor, posted(request).every_text(), timezone.now(), only=project_id)
    if not request.headers.get("HX-Request"):
        if saved.wrong:
            return _page(request, actor, status=422, typed=saved.wrong)
        return redirect(f"{reverse('reports:questions')}#q3")
    shown = grid.cells(actor, rows(actor, only=project_id), saved.wrong)
    return render(request, "reports/payment_row.html", {"row": shown[0]} if shown else {})


def _take_guesses(request: HttpRequest, actor: Actor, now: datetime) -> None:
    taken = commands.take_guesses(by=actor, project_ids=posted(request).wholes("project"), now=now)
    pattern = ngettext("%(count)s guess accepted.", "%(count)s guesses accepted.", taken)
    messages.success(request, pattern % {"count": taken})


def _take_people_cost(actor: Actor, typed: dict[str, Decimal], now: datetime) -> str:
    """Save the answer and queue the re-rating in the same transaction."""
    span = whole_span(timezone.localdate(now))
    currency = own_agency().currency
    rate_commands.answer_people_cost(
        by=actor,
        people_cost=round_half_even(typed["people_cost"], currency) if currency else 0,
        heads=typed["heads"],
        weekly_hours=typed["weekly_hours"],
        working_weeks=typed["working_weeks"],
        valid_from=span.first,
        now=now,
    )
    if span.entries:
        arguments = {"first": span.first.isoformat(), "last": span.last.isoformat(), "of": span.entries}
        start_job(by=actor, kind=RERATE, arguments=arguments, now=now)
    return f"{reverse('reports:questions')}#q1"


def _all(request: HttpRequest) -> str:
    return "?all=1" if queried(request).has("all") else ""


def _page(request: HttpRequest, actor: Actor, *, status: int = 200, **kept: Any) -> HttpResponse:
    context = page.page_of(actor, timezone.localdate(), every=queried(request).has("all"), **kept)
    return render(request, "reports/questions.html", {"page": context}, status=status)
