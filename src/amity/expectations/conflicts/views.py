"""Pages that record a conflict with what was agreed, choose an option, and record the outcome."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.expectations import pages, policy, queries
from amity.expectations.conflicts import commands
from amity.expectations.conflicts import forms as conflict_forms
from amity.expectations.conflicts import queries as conflict_queries
from amity.people.queries import person_of
from amity.ui.acts import act_page
from amity.ui.linked import naming


def raise_conflict(request: HttpRequest, account_id: int) -> HttpResponse:
    """Choose the expectation that conflicts with the agreement. Its conflict is recorded on the next page."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_record(person_of(actor), account).or_refuse()
    found = conflict_queries.without_conflict(actor, account)
    if not found:
        messages.info(request, _("Record what they expect first, then the conflict on its page."))
        return redirect("expectations:record_expectation", account_id)
    form = conflict_forms.WhichForm(request.POST or None, expectations=found)
    record = reverse("expectations:record_expectation", args=[account_id])
    hint = naming(_("If what they expect isn’t recorded yet, %(what)s first."), _("add the expectation"), record)
    back = reverse("accounts:account", args=[account_id])
    page = pages.act(account, _("Which expectation conflicts with the agreement?"), _("Compare options"), back, hint)

    def act(values: dict[str, Any]) -> str:
        return reverse("expectations:find_conflict", args=[values["expectation_id"]])

    return act_page(request, page, form, act)


def find_conflict(request: HttpRequest, expectation_id: int) -> HttpResponse:
    """Record what was agreed, and compare the options."""
    actor = actor_of(request)
    seen = queries.expectation_seen_by(actor, expectation_id)
    policy.may_change(person_of(actor), seen).or_refuse()
    form = conflict_forms.ConflictForm(request.POST or None, account=seen.account)
    form.fill(seen)
    page = pages.act(
        seen.account, _("Conflict with the agreement"), _("Record conflict"), pages.of(seen), hint=seen.statement,
        done=_("Conflict recorded."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.find_conflict(
            by=actor,
            expectation_id=expectation_id,
            version=values["version"],
            fields=form.value_given(),
            now=timezone.now(),
        )
        return page.back

    return act_page(request, page, form, act)


def answer_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Choose one of the compared options."""
    actor = actor_of(request)
    seen = conflict_queries.conflict_seen_by(actor, conflict_id)
    policy.may_change(person_of(actor), seen.expectation).or_refuse()
    form = conflict_forms.AnswerForm(request.POST or None, conflict=seen)
    form.fill(seen)
    account, back = seen.expectation.account, pages.of(seen.expectation)
    page = pages.act(account, _("Choose the answer"), _("Choose this option"), back, seen.believed, _("Option chosen."))

    def act(values: dict[str, Any]) -> str:
        commands.answer_conflict(
            by=actor, conflict_id=conflict_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        return back

    return act_page(request, page, form, act)


def close_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Record the outcome of a conflict."""
    actor = actor_of(request)
    seen = conflict_queries.conflict_seen_by(actor, conflict_id)
    policy.may_change(person_of(actor), seen.expectation).or_refuse()
    form = conflict_forms.OutcomeForm(request.POST or None)
    form.fill(seen)
    account, back = seen.expectation.account, pages.of(seen.expectation)
    page = pages.act(account, _("How it ended"), _("Close conflict"), back, seen.believed, _("Conflict closed."))

    def act(values: dict[str, Any]) -> str:
        commands.close_conflict(by=actor, conflict_id=conflict_id, now=timezone.now(), **values)
        return back

    return act_page(request, page, form, act)
