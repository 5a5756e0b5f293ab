"""Practices and recommendations for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.advice.models import Practice, Recommendation
from amity.people.models import Person
from amity.strategy.models import Goal, GoalReading
from tests.builders import MONDAY
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)
TODAY = MONDAY.date()
LATER = TODAY + timedelta(days=90)


def make_practice(title: str = "", **columns: object) -> Practice:
    """A practice."""
    given = {"situation": "Nobody has tried it", "advice": "Watch five people use it", **columns}
    return Practice.objects.create(
        title=title or f"Watch five people {next(_number)}", added_at=MONDAY, added_by="Mara", **given
    )


def make_goal(account: Account, title: str = "Sell in the app", *readings: tuple[date, int], **columns: object) -> Goal:
    """A goal with readings."""
    given = {"measure": "tickets bought in the app", "unit": "%", "baseline": 6, "target": 20, **columns}
    goal = Goal.objects.create(
        account=account, title=title, begun_on=TODAY - timedelta(days=200), added_at=MONDAY, changed_at=MONDAY, **given
    )
    for day, value in readings:
        GoalReading.objects.create(goal=goal, read_on=day, value=value, source="Shop", by_label="Mara", at=MONDAY)
    return goal


def make_recommendation(author: Person, account: Account, goal: Goal, **columns: object) -> Recommendation:
    """A recommendation, a draft unless `state` is another one."""
    given = {
        "title": "Write both languages at once", "evidence": "Westline did", "advice": "Hire a Welsh writer",
        "effect": "More tickets in the app", "expected_on": LATER, **columns,
    }  # fmt: skip
    return Recommendation.objects.create(account=account, goal=goal, author=author, added_at=MONDAY, **given)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add practices, and recommendations in each state that an address needs, to the scene of the permission matrix."""
    account, by = Account.objects.get(pk=int(str(known["account_id"]))), viewers[AM]
    goal = make_goal(account, "Sell more in the app", (TODAY - timedelta(days=30), 9), (TODAY, 12))
    practice = make_practice("Watch five people use it first", measures="app")
    accepted = {"state": "accepted", "answered_at": MONDAY - timedelta(days=20), "stated_on": TODAY}
    past = TODAY - timedelta(days=1)
    return {
        "practice_id": practice.pk,
        "archived_practice_id": make_practice("An old one", archived_at=MONDAY).pk,
        "advice_goal_id": goal.pk,
        "recommendation_id": make_recommendation(by, account, goal, practice=practice).pk,
        "accepted_recommendation_id": make_recommendation(by, account, goal, expected_on=past, **accepted).pk,
    }


def grow(scene: "Scene", rows: int) -> None:
    """Add practices and recommendations, for the query counts."""
    account, by = Account.objects.get(pk=int(scene.known["account_id"])), scene.viewers[AM]
    goal = Goal.objects.get(pk=int(scene.known["advice_goal_id"]))
    practice = Practice.objects.get(pk=int(scene.known["practice_id"]))
    for _row in range(rows):
        make_practice(measures="app")
        make_recommendation(by, account, goal, practice=practice)
