"""Queries for opportunities the actor can see."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.agency.queries import limit, services
from amity.growth import rules
from amity.growth.models import Opportunity, OpportunityQuerySet
from amity.growth.wording import STAGES, address_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.rows.lookup import seen_or_missing
from amity.strategy.links.registry import Serving
from amity.strategy.models import Goal


def opportunities_seen_by(by: Actor) -> OpportunityQuerySet:
    """Return the opportunities the actor can see."""
    return Opportunity.objects.visible_to(person_of(by)).select_related("account__manager", "owner", "contact", "goal")


def opportunity_seen_by(by: Actor, opportunity_id: int, *, lock: bool = False) -> Opportunity:
    """Return one opportunity, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    rows = opportunities_seen_by(by).select_related("account__director", "brief")
    gone = _("Opportunity not found. It may have been deleted, or you don’t have access to its account.")
    return seen_or_missing(rows.prefetch_related(covers_along("account")), opportunity_id, gone, lock=lock)


def defaults() -> Mapping[str, int]:
    """Return the agency's probability of each open stage, in percent."""
    return {stage: limit(name) // 100 for stage, name in rules.LIMIT_OF.items()}


def probability_of(one: Opportunity) -> int:
    """Return the probability of an opportunity in percent."""
    return rules.probability_of(one.stage, one.probability, defaults())


def with_probability(rows: OpportunityQuerySet) -> OpportunityQuerySet:
    """Return opportunities with their probability in percent as `likely`, by which a list sorts."""
    stages = [When(stage=stage, then=Value(share)) for stage, share in {**defaults(), rules.WON: 100}.items()]
    own = Case(When(stage__in=rules.OPEN, then=F("probability")))
    return rows.annotate(likely=Coalesce(own, Case(*stages, default=Value(0)), output_field=IntegerField()))


def money_of(one: Opportunity) -> Money | None:
    """Return the value of an opportunity, None if it isn't known."""
    return None if one.value is None else Money(one.value, one.currency)


def of_account(by: Actor, account: Account) -> "QuerySet[Opportunity]":
    """Return an account's opportunities, open ones first, the most advanced on top."""
    return opportunities_seen_by(by).filter(account=account).order_by("closed_on", "-value", "pk")


def of_goal(by: Actor, goal: Goal) -> list[Serving]:
    """Return the opportunities that serve a goal."""
    rows = opportunities_seen_by(by).filter(goal=goal).order_by("pk")
    return [Serving(one.pk, one.title, address_of(one), str(STAGES[one.stage])) for one in rows]


def service_named(service_id: int) -> str:
    """Return the name of a service, "" if there is none."""
    return next((one.name for one in services() if one.pk == service_id), "")


def came_from(kind: str, ids: list[int]) -> Mapping[int, Opportunity]:
    """Return the opportunity that each record of a kind became."""
    return {one.origin_id or 0: one for one in Opportunity.objects.filter(origin_kind=kind, origin_id__in=ids)}


def closed_since(by: Actor, since: date) -> "QuerySet[Opportunity]":
    """Return opportunities won or lost since a date, the newest first."""
    rows = opportunities_seen_by(by).filter(stage__in=(rules.WON, rules.LOST), closed_on__gte=since)
    return rows.order_by("-closed_on", "-pk")
