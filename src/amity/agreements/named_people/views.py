"""Pages for the people named in an agreement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements import choices
from amity.agreements.action_pages import page_of, to_change
from amity.agreements.named_people import commands, rules
from amity.agreements.named_people.forms import NamedForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page
from amity.ui.asked import queried


def name_person(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Add a named person on the `side` asked for."""
    return _person(request, agreement_id, None)


def change_named(request: HttpRequest, agreement_id: int, named_id: int) -> HttpResponse:
    """Change a named person, or whether they are key."""
    return _person(request, agreement_id, named_id)


@require_POST
def remove_named(request: HttpRequest, agreement_id: int, named_id: int) -> HttpResponse:
    """Remove a named person."""
    commands.remove_named(by=actor_of(request), agreement_id=agreement_id, named_id=named_id, now=timezone.now())
    return redirect("agreements:agreement", agreement_id)


def _person(request: HttpRequest, agreement_id: int, named_id: int | None) -> HttpResponse:
    seen = to_change(request, agreement_id)
    row = None if named_id is None else choices.named_in(seen, named_id)
    side = row.side if row else queried(request).choice("side", rules.SIDES, rules.CLIENT)
    form = NamedForm(request.POST or None, agreement=seen, side=side, row=row)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Named person"), _("Save"))

    def act(values: dict[str, Any]) -> str:
        commands.name_person(
            by=actor_of(request), agreement_id=agreement_id, version=values["version"], named=form.named_given(),
            named_id=named_id, now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)
