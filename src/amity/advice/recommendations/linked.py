"""Where recommendations show on other parts' pages: at goals, at stories they came from, and as causes of revisions."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse

from amity.accounts.models import Account
from amity.advice import policy, rules
from amity.advice.recommendations import queries
from amity.advice.recommendations.sources import INSIGHT
from amity.advice.recommendations.wording import AFTERWARDS, STATES
from amity.insights.credits import Credited
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.strategy.links.registry import Serving
from amity.strategy.models import Goal


def serving(by: Actor, goal: Goal) -> list[Serving]:
    """Return the recommendations for a goal, as far as the actor can see them, the newest first."""
    return [Serving(pk, title, _page_of(pk), str(STATES[state])) for pk, title, state in queries.of_goal(by, goal)]


def answered_on(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return an account's recommendations that the client answered, as causes of a revision, the newest first."""
    rows = queries.recommendations_seen_by(by).filter(account=account, state__in=rules.ANSWERS)
    return list(rows.order_by("-answered_at", "-pk").values_list("pk", "title"))


def credits_of(by: Actor, match_ids: Collection[int]) -> Mapping[int, Sequence[Credited]]:
    """Return the recommendations that some stories led to, by the story's match."""
    return {
        pk: [Credited(one.title, _page_of(one.pk), _state(one.state, one.outcome)) for one in rows]
        for pk, rows in queries.led_to(by, INSIGHT, match_ids).items()
    }


def place_on_account(by: Actor, account: Account) -> str:
    """Return the URL of an account's advice, for a page that asks for it once it is shown."""
    return reverse("advice:account_advice", args=[account.pk])


def place_on_project(by: Actor, project: Project) -> str:
    """Return the URL of what could be recommended on a project."""
    return reverse("advice:project_advice", args=[project.pk])


def advises(by: Actor, _work: Any) -> bool:
    """Return whether the actor has a role that recommends, so that suggestions are asked for. Reads no rows."""
    return person_of(by).has_role(*policy.RECOMMEND)


def _state(state: str, outcome: str) -> str:
    return ", ".join(str(word) for word in (STATES[state], AFTERWARDS.get(outcome, "")) if word)


def _page_of(recommendation_id: int) -> str:
    return reverse("advice:recommendation", args=[recommendation_id])
