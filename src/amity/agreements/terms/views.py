"""The page for the terms of an agreement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements.action_pages import page_of, to_change
from amity.agreements.page import term_rows
from amity.agreements.terms import commands
from amity.agreements.terms.forms import WordingForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page


def say_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Show and set every term with its text and the client's request."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = WordingForm(request.POST or None, rows=term_rows(seen))
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Terms"), _("Save terms"), grid=True,
        hint=_("What differs from your standard is marked, and may have to be reviewed."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.say_terms(
            by=actor,
            agreement_id=agreement_id,
            version=values["version"],
            fields=form.value_given(),
            now=timezone.now(),
        )
        return page.back

    return act_page(request, page, form, act)
