"""Queries for what serves a goal."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from amity.accounts.models import Account
from amity.shared.actor import Actor
from amity.strategy import rules
from amity.strategy.goals.queries import goals_seen_by
from amity.strategy.links import registry
from amity.strategy.links.registry import Serving
from amity.strategy.models import Goal, GoalLink

FEW: Final = 100
"""The most ids named in a query: of more things, all links of their kind are read."""


def goals_linked(kind: str, ids: Collection[int]) -> Mapping[int, int]:
    """Return the goal of each of some things that has a link, by id. Checks no rights."""
    if not ids:
        return {}
    rows = GoalLink.objects.filter(subject_kind=kind)
    rows = rows if len(ids) > FEW else rows.filter(subject_id__in=ids)
    wanted = frozenset(ids)
    return {subject: goal for subject, goal in rows.values_list("subject_id", "goal_id") if subject in wanted}


def goal_linked(kind: str, subject_id: int) -> Goal | None:
    """Return the goal of one thing, or None. Checks no rights, for pages of the same account."""
    link = GoalLink.objects.filter(subject_kind=kind, subject_id=subject_id).select_related("goal").first()
    return link.goal if link else None


def serving(by: Actor, goal: Goal) -> list[tuple[str, Sequence[Serving]]]:
    """Return what serves a goal, as far as the actor can see it, by kind."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for kind, subject_id in goal.links.order_by("pk").values_list("subject_kind", "subject_id"):
        ids[kind].append(subject_id)
    found = [(str(one.label), one.rows(by, goal)) for one in registry.sources.values()]
    found += [(str(one.label), one.rows(by, ids[one.kind])) for one in registry.linkable.values() if ids[one.kind]]
    return [(label, rows) for label, rows in found if rows]


def goals_to_choose(by: Actor, account: Account, chosen: int | None) -> list[tuple[int, str]]:
    """Return the active goals of an account, and the one chosen before, by title."""
    rows = goals_seen_by(by).filter(account=account).order_by("title", "pk")
    return [(goal.pk, goal.title) for goal in rows if goal.state == rules.RUNNING or goal.pk == chosen]
