"""Links from a brief to the work it became, and the next step."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agreements.next_step import next_step
from amity.briefs import hooks
from amity.briefs.client_copy.page import total_shown
from amity.briefs.client_copy.sending import PLAIN
from amity.briefs.conversion.rules import BUDGET, LINES
from amity.briefs.estimate.queries import Estimate
from amity.briefs.models import Brief
from amity.briefs.moves.rules import CONFIRMED, CONVERTED
from amity.shared.actor import Actor


def margin_at(estimate: Estimate) -> dict[str, int]:
    """Return the margin of each possible price, in basis points, where it is known."""
    known = {BUDGET: estimate.purchase.at_budget, LINES: estimate.purchase.at_lines}
    return {price: margin.share for price, margin in known.items() if margin is not None}


def confirmed_price(brief: Brief, estimate: Estimate) -> str:
    """Return the price that the client confirmed: the total they saw, else the budget, "" if they confirmed nothing.

    Their page shows the total of the lines, and the budget only without prices.
    """
    if brief.state != CONFIRMED:
        return ""
    step = brief.steps.filter(after=CONFIRMED).select_related("outgoing").order_by("-pk").first()
    if step is None:
        return ""
    is_plain = step.outgoing is not None and step.outgoing.subject_kind == PLAIN
    return BUDGET if is_plain or total_shown(brief, estimate) is None else LINES


def became(actor: Actor, brief: Brief) -> list[tuple[str, str]]:
    """Return the work a brief became, with its pages. It has the brief's title, so only its kind is named."""
    if brief.state != CONVERTED:
        return []
    found = [one for tell in hooks.became for one in tell(actor, brief)]
    if brief.agreement_id:
        found.insert(0, (_("agreement"), reverse("agreements:agreement", args=[brief.agreement_id])))
    return found


def next_steps(actor: Actor, brief: Brief) -> list[hooks.NextStep]:
    """Return the steps after the conversion that the actor can take, the agreement's first until it is signed."""
    if brief.state != CONVERTED:
        return []
    of_agreement = None
    if brief.agreement is not None:
        if brief.agreement.account_id == brief.account_id:
            brief.agreement.account = brief.account
        of_agreement = next_step(actor, brief.agreement)
    found = [step for offer in hooks.next_steps if (step := offer(actor, brief))]
    if of_agreement is None:
        return found
    return [hooks.NextStep(of_agreement.label, of_agreement.url, in_dialog=of_agreement.in_dialog), *found]
