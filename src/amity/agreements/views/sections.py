"""Sections of the paper, and what is handed over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import commands, queries
from amity.agreements.forms.drafting import DeliverableForm, SectionForm
from amity.agreements.queries.chosen import lines_in
from amity.agreements.views.acting import page_of, to_change
from amity.audit.standing import actor_of
from amity.ui.acts import act_page


def put_clause(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Add a section."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = SectionForm(request.POST or None)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Add a section"), _("Add section"))

    def act(values: dict[str, Any]) -> str:
        commands.put_clause(
            by=actor, agreement_id=agreement_id, section=form.section(), version=values["version"], now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def change_clause(request: HttpRequest, agreement_id: int, clause_id: int) -> HttpResponse:
    """Write a section anew."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    clause = queries.clause_in(seen, clause_id)
    form = SectionForm(request.POST or None, clause=clause)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Section"), _("Save section"))

    def act(values: dict[str, Any]) -> str:
        commands.change_clause(
            by=actor, agreement_id=agreement_id, version=values["version"], clause_id=clause_id,
            section=form.section(), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


@require_POST
def remove_clause(request: HttpRequest, agreement_id: int, clause_id: int) -> HttpResponse:
    """Delete a section; the page offers to bring it back."""
    commands.remove_clause(by=actor_of(request), agreement_id=agreement_id, clause_id=clause_id, now=timezone.now())
    return redirect(f"{reverse('agreements:agreement', args=[agreement_id])}?deleted={clause_id}#sections")


@require_POST
def restore_clause(request: HttpRequest, agreement_id: int, clause_id: int) -> HttpResponse:
    """Bring a deleted section back."""
    commands.restore_clause(by=actor_of(request), agreement_id=agreement_id, clause_id=clause_id, now=timezone.now())
    return redirect(f"{reverse('agreements:agreement', args=[agreement_id])}#section-{clause_id}")


def put_deliverable(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Add something that is handed over."""
    return _deliverable(request, agreement_id, None)


def change_deliverable(request: HttpRequest, agreement_id: int, deliverable_id: int) -> HttpResponse:
    """Say anew what is handed over and how it is judged."""
    return _deliverable(request, agreement_id, deliverable_id)


@require_POST
def remove_deliverable(request: HttpRequest, agreement_id: int, deliverable_id: int) -> HttpResponse:
    """Delete something that is handed over."""
    commands.remove_deliverable(
        by=actor_of(request), agreement_id=agreement_id, deliverable_id=deliverable_id, now=timezone.now()
    )
    return redirect("agreements:agreement", agreement_id)


def _deliverable(request: HttpRequest, agreement_id: int, deliverable_id: int | None) -> HttpResponse:
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    stands = None if deliverable_id is None else queries.deliverable_in(seen, deliverable_id)
    form = DeliverableForm(request.POST or None, lines=lines_in(seen), deliverable=stands)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Deliverable"), _("Save"), grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.put_deliverable(
            by=actor, agreement_id=agreement_id, deliverable=form.deliverable(), version=values["version"],
            deliverable_id=deliverable_id, now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)
