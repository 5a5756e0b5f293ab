"""The ways to advice from search: practices and recommendations by their words, and writing one."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.advice import policy
from amity.advice.models import Practice, Recommendation
from amity.advice.practices.queries import practices
from amity.advice.recommendations.queries import recommendations_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _practice_rows(_by: Actor) -> "QuerySet[Practice]":
    return practices().filter(archived_at=None).only("title")


def _practices(_by: Actor, rows: Sequence[Practice]) -> Iterable[Found]:
    for one in rows:
        yield Found(kind=_("Practice"), name=one.title, url=reverse("advice:practice", args=[one.pk]))


def _recommendation_rows(by: Actor) -> "QuerySet[Recommendation]":
    rows = recommendations_seen_by(by).select_related(None)
    return rows.select_related("account").only("title", "account__name")


def _recommendations(_by: Actor, rows: Sequence[Recommendation]) -> Iterable[Found]:
    for one in rows:
        url = reverse("advice:recommendation", args=[one.pk])
        yield Found(kind=_("Recommendation"), name=one.title, url=url, note=one.account.name)


def _may_recommend(by: Actor, account: object) -> bool:
    return bool(policy.may_recommend(person_of(by), account))  # type: ignore[arg-type]


def register() -> None:
    """Register both kinds, and the form of a recommendation."""
    jumps.register(
        Kind(
            key="practice", names=(lazy("Practice"),),
            order=66, model=Practice, sort=("-pk",), columns=("title", "measures", "services"),
            rows=_practice_rows, entry=_practices, pages=("advice:practice",), words_first=True,
        )
    )  # fmt: skip
    jumps.register(
        Kind(
            key="recommendation", names=(lazy("Recommendation"),),
            order=64, model=Recommendation, sort=("-pk",), columns=("title", "account__name"),
            rows=_recommendation_rows, entry=_recommendations, pages=("advice:recommendation",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="recommendation", order=45, label=lazy("New recommendation"), words=lazy("new recommend advice"),
            about=ACCOUNT, page="advice:recommend", may=_may_recommend,
        ),
    )  # fmt: skip
