"""Pages that assess a request, and ask for another assessment."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.scope import policy
from amity.scope.assessments import commands, forms
from amity.scope.assessments.similar import guessed_hours
from amity.scope.requests import page, queries
from amity.shared.permission import MoneyRight
from amity.ui.acts import act_page


def assess(request: HttpRequest, request_id: int) -> HttpResponse:
    """Assess a request: hours by discipline, line, proposal and reason."""
    actor = actor_of(request)
    seen = queries.request_seen_by(actor, request_id)
    policy.may_assess(person_of(actor), seen).or_refuse()
    sees_hours = person_of(actor).money_right >= MoneyRight.HOURS
    found = guessed_hours(actor, seen.account, seen.words, seen.pk) if seen.account and sees_hours else None
    form = forms.assessment_form(seen, found, page.lines_offered(actor, seen.account), request.POST or None)
    back = reverse("scope:request", args=[request_id])
    frame = page.frame(seen.account, _("Assess request"), _("Save assessment"), back, hint=seen.words)

    def act(values: dict[str, Any]) -> str:
        commands.assess_request(
            by=actor, request_id=request_id, version=values["version"], hours=form.hours_given(),
            fields=form.value_given(), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Assessment saved. The account manager confirms it."))
        return back

    return act_page(request, frame, form, act)


def ask_again(request: HttpRequest, request_id: int) -> HttpResponse:
    """Ask for another assessment."""
    actor = actor_of(request)
    seen = queries.request_seen_by(actor, request_id)
    policy.may_decide(person_of(actor), seen).or_refuse()
    form = forms.AskAgainForm(request.POST or None, initial={"version": seen.version})
    back = reverse("scope:confirm")
    frame = page.frame(seen.account, _("Ask again"), _("Ask again"), back, hint=seen.words)

    def act(values: dict[str, Any]) -> str:
        commands.ask_to_assess_again(
            by=actor, request_id=request_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        messages.success(request, _("The request will be assessed again."))
        return back

    return act_page(request, frame, form, act)
