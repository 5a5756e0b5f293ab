"""Pages that add, change, remove and restore sections."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import choices
from amity.agreements.action_pages import page_of, to_change
from amity.agreements.sections import commands
from amity.agreements.sections.forms import SectionForm
from amity.audit.actor_rights import actor_of
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
            by=actor,
            agreement_id=agreement_id,
            section=form.value_given(),
            version=values["version"],
            now=timezone.now(),
        )
        return page.back

    return act_page(request, page, form, act)


def change_clause(request: HttpRequest, agreement_id: int, clause_id: int) -> HttpResponse:
    """Replace the text of a section."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    clause = choices.clause_in(seen, clause_id)
    form = SectionForm(request.POST or None, row=clause)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Section"), _("Save section"))

    def act(values: dict[str, Any]) -> str:
        commands.change_clause(
            by=actor, agreement_id=agreement_id, version=values["version"], clause_id=clause_id,
            section=form.value_given(depth=clause.level), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


@require_POST
def remove_clause(request: HttpRequest, agreement_id: int, clause_id: int) -> HttpResponse:
    """Delete a section. The page then offers to restore it."""
    commands.remove_clause(by=actor_of(request), agreement_id=agreement_id, clause_id=clause_id, now=timezone.now())
    return redirect(f"{reverse('agreements:agreement', args=[agreement_id])}?deleted={clause_id}#sections")


@require_POST
def restore_clause(request: HttpRequest, agreement_id: int, clause_id: int) -> HttpResponse:
    """Restore a deleted section."""
    commands.restore_clause(by=actor_of(request), agreement_id=agreement_id, clause_id=clause_id, now=timezone.now())
    return redirect(f"{reverse('agreements:agreement', args=[agreement_id])}#section-{clause_id}")
