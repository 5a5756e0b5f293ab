"""Projects with work that may be finished: for whoever runs them, one row for each project."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.profitability.finished_items.models import FinishedQuestion
from amity.profitability.finished_items.rules import QUIET_DAYS
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.waiting.kinds import Item, Kind, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

NAMED: Final = 3
"""Lines and work items that a row names."""


def _open(today: date) -> "QuerySet[FinishedQuestion]":
    """Return the questions that nobody has answered: neither finished, nor "not yet" in the last three weeks."""
    since = today - timedelta(days=QUIET_DAYS)
    waits = Q()
    for piece in ("item", "line"):
        rested = Q(**{f"{piece}__asked_not_yet_on": None}) | Q(**{f"{piece}__asked_not_yet_on__lte": since})
        waits |= Q(**{f"{piece}__isnull": False, f"{piece}__finished_at": None}) & rested
    return FinishedQuestion.objects.filter(waits)


def _asked(person: Person, today: date) -> "QuerySet[Project]":
    """Return the projects that the person runs, or whose account is theirs where nobody runs them."""
    if person.money_right < MoneyRight.HOURS:
        return Project.objects.none()
    mine = managed_by(person) | Q(of_handled_accounts(person), manager=None)
    rows = Project.objects.filter(mine, Exists(_open(today).filter(project=OuterRef("pk")))).exclude(status__in=OVER)
    return rows.select_related("account").order_by("name", "pk")


def _items(by: Actor, rows: Sequence[Project], today: date) -> list[Item]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    questions = _open(today).filter(project__in=[row.pk for row in rows]).select_related("line", "item")
    for one in questions.order_by("last_on", "pk") if rows else ():
        found[one.project_id].append(str(one))
    return [_item(row, found[row.pk]) for row in rows]


def _item(row: Project, titles: Sequence[str]) -> Item:
    count = len(titles)
    title = ngettext("%(count)s part may be finished", "%(count)s parts may be finished", count) % {"count": count}
    return Item(
        id=row.pk,
        title=row.name,
        address=reverse("money:forecast", args=[row.pk]),
        account=named(row.account) if row.account else None,
        headline=headline_of(row.name, title),
        lead=title,
        repeats_lead=True,
        notes=list(titles[:NAMED]),
        open=_("Answer"),
        stakes=grown(1, 2),
        cause=f"project {row.pk}",
    )


FINISHED: Final = Kind(
    key="finished", order=31, todo=DECIDE, icon="checkbox", label=lazy("Work that may be finished"), rows=_asked,
    by_roles=True,
    items=_items,
)  # fmt: skip
