"""Pages that add, change and remove deliverables."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import choices
from amity.agreements.action_pages import page_of, to_change
from amity.agreements.choices import lines_in
from amity.agreements.deliverables import commands
from amity.agreements.deliverables.forms import DeliverableForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page


def put_deliverable(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Add a deliverable."""
    return _deliverable(request, agreement_id, None)


def change_deliverable(request: HttpRequest, agreement_id: int, deliverable_id: int) -> HttpResponse:
    """Change a deliverable and its acceptance criteria."""
    return _deliverable(request, agreement_id, deliverable_id)


@require_POST
def remove_deliverable(request: HttpRequest, agreement_id: int, deliverable_id: int) -> HttpResponse:
    """Delete a deliverable."""
    commands.remove_deliverable(
        by=actor_of(request), agreement_id=agreement_id, deliverable_id=deliverable_id, now=timezone.now()
    )
    return redirect("agreements:agreement", agreement_id)


def _deliverable(request: HttpRequest, agreement_id: int, deliverable_id: int | None) -> HttpResponse:
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    deliverable = None if deliverable_id is None else choices.deliverable_in(seen, deliverable_id)
    form = DeliverableForm(request.POST or None, lines=lines_in(seen), row=deliverable)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Deliverable"), _("Save"), grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.put_deliverable(
            by=actor, agreement_id=agreement_id, deliverable=form.value_given(), version=values["version"],
            deliverable_id=deliverable_id, now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)
