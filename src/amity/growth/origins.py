"""Records of lower parts that become opportunities: requests, decisions, stories, advice, agreements to be renewed."""

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.advice.models import Recommendation
from amity.advice.recommendations.queries import recommendation_seen_by
from amity.agreements.contract import ends_on
from amity.agreements.models import Agreement
from amity.agreements.queries import agreement_seen_by
from amity.decisions.models import Decision
from amity.decisions.queries import decision_seen_by
from amity.growth import contracts, hooks, rules
from amity.growth.policy import sees_fee
from amity.growth.queries import came_from
from amity.growth.renewals.queries import worth_of
from amity.growth.rules import OpportunityFields
from amity.growth.wording import STAGES, address_of
from amity.insights.credits import Credit, Credited
from amity.insights.credits import register as register_credit
from amity.insights.stories.models import Match
from amity.insights.stories.queries import match_seen_by
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.scope.requests.queries import request_seen_by
from amity.scope.rules import title_of
from amity.services.cells.queries import cell_seen_by
from amity.services.models import Cell
from amity.shared.actor import Actor


def register() -> None:
    """Register each kind, and credit stories with what came of them."""
    hooks.register(hooks.Origin(kind=Request._meta.label_lower, draft=_from_request))
    hooks.register(hooks.Origin(kind=Decision._meta.label_lower, draft=_from_decision))
    hooks.register(hooks.Origin(kind=Match._meta.label_lower, draft=_from_story))
    hooks.register(hooks.Origin(kind=Recommendation._meta.label_lower, draft=_from_recommendation))
    hooks.register(hooks.Origin(kind=Agreement._meta.label_lower, draft=_from_agreement))
    hooks.register(hooks.Origin(kind=Cell._meta.label_lower, draft=_from_cell))
    register_credit(Credit(key="opportunities", order=30, label=lazy("Opportunity"), rows=_credited))


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


def _from_story(by: Actor, match_id: int) -> OpportunityFields:
    row = match_seen_by(by, match_id)
    return OpportunityFields(row.story.title, row.account_id, source=rules.INSIGHT)


def _from_recommendation(by: Actor, recommendation_id: int) -> OpportunityFields:
    row = recommendation_seen_by(by, recommendation_id)
    return OpportunityFields(
        row.title, row.account_id, contact_id=row.stated_by_id, goal_id=row.goal_id, source=rules.RECOMMENDATION
    )


def _from_cell(by: Actor, cell_id: int) -> OpportunityFields:
    return contracts.draft(cell_seen_by(by, cell_id), sees_fee=sees_fee(person_of(by)))


def _credited(by: Actor, match_ids: Collection[int]) -> Mapping[int, Sequence[Credited]]:
    """Return the opportunity that each story became."""
    return {
        pk: [Credited(one.title, address_of(one), str(STAGES[one.stage]))]
        for pk, one in came_from(Match._meta.label_lower, list(match_ids)).items()
    }


def _from_agreement(by: Actor, agreement_id: int) -> OpportunityFields:
    row = agreement_seen_by(by, agreement_id)
    worth = worth_of([row], timezone.localdate())[row.pk].money if sees_fee(person_of(by)) else None
    return OpportunityFields(
        Truncator(_("Renewal: %(title)s") % {"title": row.title}).chars(200),
        row.account_id,
        source=rules.RENEWAL,
        source_note=str(row)[:200],
        value=worth.minor if worth else None,
        starts_on=row.renews_on or ends_on(row),
        next_on=row.notice_on,
    )
