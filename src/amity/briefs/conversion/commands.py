"""Convert a confirmed brief to work: a draft agreement with the same lines, and whatever other parts create."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import FIXED, AgreedTerms
from amity.agreements.models import Agreement
from amity.agreements.named_people import rules as people
from amity.agreements.named_people.commands import Named, name_person
from amity.agreements.rules import SOW
from amity.agreements.sections import commands as section_commands
from amity.agreements.sections.commands import Section
from amity.agreements.sections.rules import clauses
from amity.briefs import hooks, policy, wording
from amity.briefs.estimate.queries import Estimate, estimate_of
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.briefs.moves.commands import hold_move, step
from amity.briefs.queries import brief_seen_by
from amity.people.queries import known_while_reading, person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

SECTIONS = {
    clauses.NEED: "client_words",
    clauses.EXCLUSIONS: "exclusions",
    clauses.OTHER: "constraints",
}
"""The fields of a brief that the statement of work quotes."""


@command
def convert_brief(
    *, by: Actor, brief_id: int, version: int, now: datetime, price: str | None = None
) -> Brief:  # fmt: skip
    """Draft the agreement and let other parts create the project, or log the request on a retainer.

    `price` chooses the lines or the budget as the fee. Raises `Invalid` where both are known and differ without a
    choice. People and settings are read once.
    """
    with known_while_reading(still=False):
        return _converted(by, brief_seen_by(by, brief_id, lock=True), version, price, now)


def _converted(by: Actor, brief: Brief, version: int, price: str | None, now: datetime) -> Brief:
    policy.may_write(person_of(by), brief).or_refuse()
    brief.expect(version)
    if why := next((why for ask in hooks.on_hold if (why := ask(brief))), ""):
        raise Refused(why)
    hold_move(brief, states.CONVERTED, now)
    if brief.retainer_id is None:
        brief.agreement = _drafted(by, brief, price, now)
    step(brief, states.CONVERTED, by, now)
    for listener in hooks.on_converted:
        listener(brief, by, now)
    return brief


def _drafted(by: Actor, brief: Brief, price: str | None, now: datetime) -> Agreement:
    """Draft a statement of work at the chosen price, or at the only known one."""
    estimate = estimate_of(brief, timezone.localdate(now))
    terms = AgreedTerms(
        fee_model=FIXED,
        currency=brief.currency,
        fee=_fee(brief, estimate, price),
        included_seconds=estimate.purchase.total.seconds or None,
        starts_on=brief.wanted_from,
        ends_on=brief.wanted_on,
    )
    agreement = draft_commands.draft_agreement(
        by=by, account_id=brief.account_id, kind=SOW, title=brief.title, terms=terms, now=now,
        line_ids=[one.row.line_id for one in estimate.lines],
    )  # fmt: skip
    for kind, name in SECTIONS.items():
        if text := getattr(brief, name):
            section = Section(kind, text, heading=_("Constraints") if kind == clauses.OTHER else "")
            section_commands.put_clause(by=by, agreement_id=agreement.pk, section=section, now=now)
    if brief.approver:
        _name_approver(by, agreement, brief.approver, now)
    return agreement


def _name_approver(by: Actor, agreement: Agreement, approver: Contact, now: datetime) -> None:
    """Name the brief's approver in the agreement. What they can approve is for its author to choose."""
    named = Named(people.CLIENT, role=_("Approver"), name=approver.name, reach=approver.mail)
    agreement.refresh_from_db(fields=["version"])
    name_person(by=by, agreement_id=agreement.pk, version=agreement.version, named=named, now=now)
    agreement.refresh_from_db(fields=["version"])


def _fee(brief: Brief, estimate: Estimate, price: str | None) -> int | None:
    fee = estimate.offer.price(price)
    if fee is None and price is not None:
        raise Invalid(_("Choose one of this brief’s amounts."), "price")
    if fee is None and estimate.offer.is_open:
        raise Invalid(wording.price_question(estimate.offer, brief.currency), "price")
    return fee
