"""Briefs that search finds by title or client, the newest first; and how new work begins."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.accounts.models import Account
from amity.briefs import policy, queries
from amity.briefs.models import Brief
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Brief]:
    rows = queries.briefs_seen_by(by).select_related(None)
    return rows.select_related("account").only("title", "account__name")


def _briefs(_by: Actor, rows: Sequence[Brief]) -> Iterable[Found]:
    for brief in rows:
        url = reverse("briefs:brief", args=[brief.pk])
        yield Found(kind=_("Brief"), name=brief.title, url=url, note=brief.account.name)


def may_open(by: Actor, account: Account) -> Answer:
    """Return whether the actor can begin work for an account."""
    return policy.may_open(person_of(by), account)


def register() -> None:
    """Register the kind and the actions of briefs."""
    jumps.register(
        Kind(
            key="brief", names=(lazy("Brief"),),
            order=40, model=Brief, columns=("title", "account__name"), sort=("-pk",), rows=_rows,
            entry=_briefs, pages=("briefs:brief",),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="new_brief", order=20, label=lazy("New brief"), words=lazy("add job work"), about=ACCOUNT,
            page="briefs:new_brief", may=may_open,
        ),
    )  # fmt: skip
