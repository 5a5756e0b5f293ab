"""Queries for recommendations the actor can see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.advice import rules
from amity.advice.models import Recommendation, RecommendationQuerySet
from amity.advice.rules import Read
from amity.agency.editions.by_roles import row_by_roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.strategy.goals.queries import goals_seen_by
from amity.strategy.models import Goal, GoalReading
from amity.strategy.rules import RUNNING


@dataclass(frozen=True, slots=True)
class Compared:
    """The readings before the answer and after the expected date, and what they say about the outcome."""

    before: Read | None
    after: Read | None
    outcome: str


def recommendations_seen_by(by: Actor) -> RecommendationQuerySet:
    """Return the recommendations the actor can see."""
    rows = Recommendation.objects.visible_to(person_of(by))
    return rows.select_related(
        "account__manager", "account__director", "goal", "practice", "author", "stated_by", "brief"
    )


def recommendation_seen_by(by: Actor, recommendation_id: int, *, lock: bool = False) -> Recommendation:
    """Return one recommendation, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Recommendation not found. It may have been deleted, or you don’t have access to its account.")
    if lock:
        return seen_or_missing(_with_covers(by), recommendation_id, gone, lock=True)
    found: Recommendation = row_by_roles("recommendation", by, recommendation_id, gone, _with_covers)
    return found


def _with_covers(by: Actor) -> RecommendationQuerySet:
    return recommendations_seen_by(by).prefetch_related(covers_along("account"))


def recommendations_of(by: Actor, account: Account) -> list[Recommendation]:
    """Return an account's recommendations: those that wait first, then the newest."""
    rows = list(recommendations_seen_by(by).filter(account=account).order_by("-added_at", "-pk"))
    return sorted(rows, key=lambda one: one.state not in rules.OPEN)


def of_goal(by: Actor, goal: Goal) -> Sequence[tuple[int, str, str]]:
    """Return id, title and state of the recommendations for a goal, the newest first."""
    rows = Recommendation.objects.visible_to(person_of(by)).filter(goal=goal).exclude(state=rules.WITHDRAWN)
    return list(rows.order_by("-added_at", "-pk").values_list("pk", "title", "state"))


def led_to(by: Actor, kind: str, ids: Collection[int]) -> Mapping[int, list[Recommendation]]:
    """Return the recommendations that some records led to, by the record's id."""
    rows = Recommendation.objects.visible_to(person_of(by)).filter(source_kind=kind, source_id__in=ids)
    found: dict[int, list[Recommendation]] = {}
    for one in rows.exclude(state=rules.WITHDRAWN).order_by("pk"):
        found.setdefault(one.source_id or 0, []).append(one)
    return found


def goals_to_serve(by: Actor, account: Account) -> list[Goal]:
    """Return the goals of an account for which something can be recommended."""
    return list(goals_seen_by(by).filter(account=account, state=RUNNING).order_by("pk"))


def compared(recommendation: Recommendation) -> Compared:
    """Return what the readings of the goal say about a recommendation that the client accepted."""
    goal = recommendation.goal
    readings = [Read(day, value) for day, value in goal.readings.values_list("read_on", "value")]
    answered = recommendation.answered_at or recommendation.added_at
    day = recommendation.stated_on or timezone.localdate(answered)
    before = rules.reading_before(readings, day)
    after = rules.reading_after(readings, max(recommendation.expected_on, day))
    outcome = rules.outcome_of(
        before.value if before else None, after.value if after else None, goal.baseline, goal.target
    )  # fmt: skip
    return Compared(before, after, outcome)


def to_measure(rows: RecommendationQuerySet) -> "QuerySet[Recommendation]":
    """Return accepted recommendations whose goal was read on or after the expected date, and no outcome is known."""
    read = GoalReading.objects.filter(goal=OuterRef("goal_id"), read_on__gte=OuterRef("expected_on"))
    return rows.filter(Exists(read), state=rules.ACCEPTED, outcome="")
