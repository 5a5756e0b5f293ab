"""Briefs that search finds by title or client, the newest first; and how new work begins."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.accounts.models import Account
from amity.briefs import policy, queries
from amity.briefs.models import Brief
from amity.briefs.moves.rules import OPEN
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

BRIEF: Final = "brief"


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


def _anyone(_by: Actor, _brief: Brief) -> bool:
    """Whoever sees a brief can see who is free for it."""
    return True


def _with_free_hours(_by: Actor, briefs: Sequence[Brief]) -> Collection[int]:
    """Return the ids of those briefs whose page says who is free: open ones with lines."""
    wanted = Brief.objects.filter(pk__in=[one.pk for one in briefs], state__in=OPEN, brief_lines__isnull=False)
    return set(wanted.values_list("pk", flat=True))


def register() -> None:
    """Register the kind and the actions of briefs."""
    jumps.register(
        Kind(
            key=BRIEF, names=(lazy("Brief"),),
            order=40, model=Brief, columns=("title", "account__name"), sort=("-pk",), rows=_rows,
            entry=_briefs, pages=("briefs:brief",),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="new_brief", order=20, label=lazy("New brief"), words=lazy("add job work"), about=ACCOUNT,
            page="briefs:new_brief", may=may_open,
        ),
        Action(
            key="is_free", order=63, label=lazy("Is anyone free?"), words=lazy("who is free available capacity"),
            about=BRIEF, page="briefs:brief", anchor="#free-h", may=_anyone, kind=lazy("Page"), shows_note=True,
            choice=True, fits=_with_free_hours,
        ),
    )  # fmt: skip
