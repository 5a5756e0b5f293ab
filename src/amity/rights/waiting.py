"""Third-party rights that end in the next month or have ended: for the account manager."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.rights import wording
from amity.rights.models import Right, RightOnLine, RightsSwitch
from amity.shared.actor import Actor
from amity.shared.dates.upcoming_dates import REMINDER_DAYS
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, days_late, headline_of, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

MOST_DAYS: Final = min(REMINDER_DAYS)


def register() -> None:
    """Register rights that end."""
    kinds.register(ENDING)


def _ending(person: Person, today: date) -> "QuerySet[Right]":
    """Return the rights that end within a month, and those that have ended and were neither extended nor dropped."""
    is_on = Exists(RightsSwitch.objects.filter(pk=1, is_on=True))
    rows = Right.objects.filter(is_on, of_handled_accounts(person), let_go_on=None, wanted=False)
    rows = rows.filter(until__lte=today + timedelta(days=MOST_DAYS))
    line = RightOnLine.objects.filter(right=OuterRef("pk")).order_by("line__number", "pk").values("line__title")[:1]
    return rows.annotate(line_title=Subquery(line)).select_related("account__manager").order_by("until", "pk")


def _items(by: Actor, rows: Sequence[Right], today: date) -> list[Item]:
    sharing_accounts(rows)
    return [_item(row, row.until, today) for row in rows if row.until]


def _item(row: Right, until: date, today: date) -> Item:
    """Return an item for a right. One that no line uses means little."""
    line: str | None = row.line_title  # type: ignore[attr-defined]  # of the query
    late = days_late(until, today)
    lead = _("The right has ended") if late else capfirst(wording.end_ahead((until - today).days))
    return Item(
        id=row.pk,
        version=row.version,
        title=row.title,
        address=reverse("rights:right", args=[row.pk]),
        account=named(row.account),
        headline=headline_of(row.title, lead),
        lead=lead,
        repeats_lead=True,
        notes=[row.holder, *([line] if line else [])],
        due=until,
        days_late=late,
        open=_("Extend or drop"),
        stakes=grown(3, 3, days_late=late) if line else grown(1, 1),
        cause=f"right {row.pk}",
    )


ENDING: Final = Kind(
    key="right", order=41, todo=DECIDE, icon="key", label=lazy("Rights ending soon"), rows=_ending, by_roles=True,
    items=_items,
)  # fmt: skip
