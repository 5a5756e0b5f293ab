"""Records of lower parts that become opportunities: requests, decisions, and agreements that are to be renewed."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from amity.agreements.contract import ends_on
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.agreements.queries import agreement_seen_by
from amity.decisions.models import Decision
from amity.decisions.queries import decision_seen_by
from amity.growth import hooks, rules
from amity.growth.policy import sees_fee
from amity.growth.rules import OpportunityFields
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.scope.requests.queries import request_seen_by
from amity.scope.rules import title_of
from amity.shared.actor import Actor


def register() -> None:
    """Register requests, decisions and agreements."""
    hooks.register(hooks.Origin(kind=Request._meta.label_lower, draft=_from_request))
    hooks.register(hooks.Origin(kind=Decision._meta.label_lower, draft=_from_decision))
    hooks.register(hooks.Origin(kind=Agreement._meta.label_lower, draft=_from_agreement))


def _from_request(by: Actor, request_id: int) -> OpportunityFields:
    row = request_seen_by(by, request_id)
    return OpportunityFields(
        Truncator(title_of(row.words)).chars(200), row.account_id, contact_id=row.contact_id, client_words=row.words,
        source=rules.REQUEST, starts_on=row.wanted_on,
    )  # fmt: skip


def _from_decision(by: Actor, decision_id: int) -> OpportunityFields:
    row = decision_seen_by(by, decision_id)
    title = row.chosen.title if row.chosen else row.question
    return OpportunityFields(
        title, row.account_id, contact_id=row.stated_by_id, client_words=row.client_words, source=rules.DECISION
    )


def _from_agreement(by: Actor, agreement_id: int) -> OpportunityFields:
    row = agreement_seen_by(by, agreement_id)
    yearly = row.fee * 12 if row.fee_model == RETAINER and row.fee is not None and sees_fee(person_of(by)) else None
    return OpportunityFields(
        Truncator(_("Renewal: %(title)s") % {"title": row.title}).chars(200),
        row.account_id,
        source=rules.RENEWAL,
        source_note=str(row)[:200],
        value=yearly,
        starts_on=row.renews_on or ends_on(row),
        next_on=row.notice_on,
    )
