"""Fill blank fields of a brief from its goal and the active strategy."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from amity.briefs import policy
from amity.briefs.commands import edit_brief
from amity.briefs.fields import BriefFields
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.briefs.models import Brief
from amity.briefs.prefill.queries import Offer, offers_of
from amity.briefs.queries import brief_seen_by
from amity.facts.queries import facts_on
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.refs import Ref
from amity.shared.values import value_from, value_of
from amity.strategy.cards.queries import card_in_force


@command
def fill_from_account(*, by: Actor, brief_id: int, now: datetime) -> Brief:
    """Fill the blank fields of a draft from its goal and the strategy. Each names its source, or is assumed."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    changed = (
        brief.goal.revisions.filter(at__lte=now).select_related("stated_by").order_by("-at", "-pk")
        if brief.goal
        else ()
    )
    for offer in offers_of(
        brief, facts_on(Ref.to(brief)), card_in_force(brief.account_id), tuple(changed), timezone.localdate(now)
    ):
        fields = value_from({**asdict(value_of(brief, BriefFields)), **offer.values}, BriefFields)
        brief = edit_brief(by=by, brief_id=brief_id, version=brief.version, fields=fields, basis=_basis(offer), now=now)
    return brief


def _basis(offer: Offer) -> Basis:
    source = offer.source
    return Basis(items.KNOWN, source.stated_by, source.stated_on, source.stated_in) if source.stated_by else Basis()
