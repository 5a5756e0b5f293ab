"""Pages that add, change and remove the lines of an agreement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import choices
from amity.agreements.action_pages import page_of, to_change
from amity.agreements.lines import commands
from amity.agreements.lines.forms import LineForm, LineTermsForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page


def add_line(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Add a line to an agreement."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = LineForm(request.POST or None)
    page = page_of(agreement_id, str(seen), _("Add a line"), _("Add line"), grid=True)

    def act(values: dict[str, Any]) -> str:
        from_day = seen.signed_on or seen.starts_on or timezone.localdate()
        commands.add_line(
            by=actor, agreement_id=agreement_id, number=values["number"], title=values["title"], phase=values["phase"],
            terms=form.value_given(valid_from=from_day, signed_on=seen.signed_on), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def set_line_terms(request: HttpRequest, agreement_id: int, line_id: int) -> HttpResponse:
    """Replace the terms of a line. Earlier terms stay in its history."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    placed = choices.placed_line_in(seen, line_id)
    form = LineTermsForm(request.POST or None)
    if placed.terms.current:
        form.fill(placed.terms.current)
    page = page_of(agreement_id, str(seen), f"{placed.number} {placed.line.title}", _("Save"), grid=True)

    def act(values: dict[str, Any]) -> str:
        terms = choices.offered_anew(seen, placed, timezone.localdate(), values)
        commands.set_line_terms(by=actor, line_id=line_id, terms=terms, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def take_line_out(request: HttpRequest, agreement_id: int, line_id: int) -> HttpResponse:
    """Remove a line from a draft."""
    commands.take_line_out(by=actor_of(request), agreement_id=agreement_id, line_id=line_id, now=timezone.now())
    return redirect("agreements:agreement", agreement_id)
