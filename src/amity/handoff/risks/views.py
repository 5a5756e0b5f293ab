"""The page on which a taker adds a risk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.handoff import queries
from amity.handoff.action_pages import action_page
from amity.handoff.risks import commands, forms
from amity.ui.acts import act_page


def see_risk(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Add a risk to the risks and blockers."""
    actor = actor_of(request)
    handoff = queries.handoff_seen_by(actor, handoff_id)
    queries.may_take(actor, handoff).or_refuse()
    form = forms.RiskForm(request.POST or None)
    hint = _("It is added to the risks and blockers of this work, with you as its owner.")
    page = action_page(handoff_id, str(handoff), _("Add a risk"), _("Add risk"), hint)

    def act(values: dict[str, Any]) -> str:
        commands.see_risk(by=actor, handoff_id=handoff_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)
