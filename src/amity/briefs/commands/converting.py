"""Turn a confirmed brief into work: an agreement to be offered, with the same lines, and whatever parts above open."""

from datetime import datetime

from amity.agreements import commands as agreements
from amity.agreements.commands.saying import Section
from amity.agreements.models import Agreement
from amity.agreements.rules import FIXED, AgreedTerms, clauses
from amity.agreements.rules.states import SOW
from amity.briefs import hooks, policy
from amity.briefs.commands.moving import hold_move, step
from amity.briefs.models import Brief
from amity.briefs.queries.estimate import Estimate, estimate_of
from amity.briefs.queries.seen import brief_seen_by
from amity.briefs.rules import states
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command

SECTIONS = {
    clauses.NEED: "said_words",
    clauses.EXCLUSIONS: "exclusions",
    clauses.ASSUMPTIONS: "constraints",
}
"""What of a brief the statement of work says in the same words."""


@command
def convert_brief(*, by: Actor, brief_id: int, version: int, now: datetime) -> Brief:
    """Open the budget: draft the agreement and let parts above open the project, or log the call-off of a retainer."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_write(person_of(by), brief).or_refuse()
    brief.expect(version)
    hold_move(brief, states.CONVERTED, now)
    if brief.retainer_id is None:
        brief.agreement = _drafted(by, brief, now)
    step(brief, states.CONVERTED, by, now)
    for told in hooks.on_converted:
        told(brief, by, now)
    return brief


def _drafted(by: Actor, brief: Brief, now: datetime) -> Agreement:
    """A statement of work at the price of the lines; where they have none, at what the client has."""
    estimate = estimate_of(brief, now.date())
    terms = AgreedTerms(
        fee_model=FIXED,
        currency=brief.currency,
        fee=_price(brief, estimate),
        included_seconds=estimate.purchase.total.seconds or None,
        starts_on=brief.wanted_from,
        ends_on=brief.wanted_on,
    )
    agreement = agreements.draft_agreement(
        by=by, account_id=brief.account_id, kind=SOW, title=brief.title, terms=terms, now=now,
        line_ids=[one.row.line_id for one in estimate.lines],
    )  # fmt: skip
    for kind, name in SECTIONS.items():
        if text := getattr(brief, name):
            agreements.put_clause(by=by, agreement_id=agreement.pk, section=Section(kind, text), now=now)
    return agreement


def _price(brief: Brief, estimate: Estimate) -> int | None:
    total = estimate.purchase.total
    return total.price if total.price and not total.unpriced else brief.budget_high
