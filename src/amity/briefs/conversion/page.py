"""Links from a brief to the work it became, and the next step."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.briefs import hooks
from amity.briefs.conversion.rules import BUDGET, LINES
from amity.briefs.estimate.queries import Estimate
from amity.briefs.models import Brief
from amity.briefs.moves.rules import CONVERTED
from amity.shared.actor import Actor


def margin_at(estimate: Estimate) -> dict[str, int]:
    """Return the margin of each possible price, in basis points, where it is known."""
    known = {BUDGET: estimate.purchase.at_budget, LINES: estimate.purchase.at_lines}
    return {price: margin.share for price, margin in known.items() if margin is not None}


def became(actor: Actor, brief: Brief) -> list[tuple[str, str]]:
    """Return the work a brief became, with its pages."""
    found = [one for tell in hooks.became for one in tell(actor, brief)]
    if brief.agreement_id:
        found.insert(
            0,
            (
                _("agreement %(name)s") % {"name": brief.agreement},
                reverse("agreements:agreement", args=[brief.agreement_id]),
            ),
        )
    return found


def next_step(actor: Actor, brief: Brief) -> hooks.NextStep | None:
    """Return the step after the conversion for someone who can take it, or None."""
    if brief.state != CONVERTED:
        return None
    return next((step for offer in hooks.next_steps if (step := offer(actor, brief)) is not None), None)
