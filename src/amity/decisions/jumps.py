"""Decisions that search finds by their words or their client, the newest first; and beginning one."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.decisions import policy, queries
from amity.decisions.models import Decision
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> "QuerySet[Decision]":
    rows = queries.decisions_seen_by(by).select_related(None)
    return rows.select_related("account").only("question", "account__name")


def _decisions(_by: Actor, rows: Sequence[Decision]) -> Iterable[Found]:
    for one in rows:
        url = reverse("decisions:decision", args=[one.pk])
        yield Found(kind=_("Decision"), name=one.question, url=url, note=one.account.name)


def _may_open(by: Actor, account: object) -> bool:
    return bool(policy.may_prepare(person_of(by), account))  # type: ignore[arg-type]


def register() -> None:
    """Register the kind, and the form of a decision."""
    jumps.register(
        Kind(
            key="decision", names=(lazy("Decision"),),
            order=62, model=Decision, sort=("-pk",), columns=("question", "account__name"),
            rows=_rows, entry=_decisions, pages=("decisions:decision",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="decision", order=44, label=lazy("New decision"), words=lazy("new decide options"), about=ACCOUNT,
            page="decisions:open_decision", may=_may_open,
        ),
    )  # fmt: skip
