"""The list of weeks to approve, declared."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.shared.actor import Actor
from amity.timesheets.approval import queries
from amity.timesheets.approval.forms import ReturnForm
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.rules import APPROVED
from amity.timesheets.week.days import Week
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab


def _entries(row: Any) -> str:
    week = Week(row.monday)
    days = f"since={week.monday.isoformat()}&until={week.sunday.isoformat()}"
    return f"{reverse('timesheets:entries')}?person={row.person_id}&{days}"


class WeekSheetList(ScopedList):
    """The weeks that wait for the person's approval, oldest first."""

    key = "approvals"
    title = lazy("Weeks to approve")
    sub = lazy("Weeks your team submitted. Approved time can’t change until you return the week.")
    template = "timesheets/approval/approvals.html"
    table_class = "two"
    order = Order("monday")
    find = ("person__name",)
    over = Q(state=APPROVED)
    over_label = lazy("Approved")
    states = ()
    nothing_open = lazy("Nothing to approve.")
    open_label = lazy("Waiting, oldest first")
    tabs = (
        Tab(key="late", label=lazy("More than a week old"), passes=lambda today: Q(monday__lt=today - timedelta(14))),
    )
    columns = (
        Column(key="person", label=label_of(WeekSheet, "person"), sort="person__name", link=_entries,
            value=lambda row: row.person.name),
        Column(key="monday", label=label_of(WeekSheet, "monday"), kind="day", sort="monday",
            template="timesheets/approval/week_cell.html"),
        Column(key="seconds", label=lazy("Time"), kind="hours", style="sheet", sort=f"{CALCULATED}seconds",
            link=_entries),
        Column(key="billable", label=lazy("Billable"), kind="hours", style="sheet", sort=f"{CALCULATED}billable",
            link=_entries, wide=True),
        Column(key="submitted_at", label=lazy("Submitted"), kind="day", sort="submitted_at", wide=True),
        Column(key="decided_by", label=lazy("Approved by"), sort="decided_by", aside=True),
        Column(key="acts", label=lazy("Decision"), template="timesheets/approval/acts_cell.html",
            value=lambda row: _("approved") if row.state == APPROVED else _("waiting")),
    )  # fmt: skip
    wrong: Mapping[int, ReturnForm] = {}

    @property
    def empty(self) -> tuple[str, str]:  # type: ignore[override]
        """Return why the list is empty: nothing waits, or weeks aren't submitted at this agency."""
        if queries.approval_on():
            return _("Nothing to approve."), _("Weeks that your team submits appear here.")
        off = _("Weeks aren’t submitted at this agency. An administrator can turn that on in the time settings.")
        return _("Nothing to approve."), off

    def rows(self, actor: Actor) -> QuerySet[WeekSheet]:
        """Return the weeks the person approves: waiting, or approved."""
        return queries.sheets_seen_by(actor)

    def calculated(self, name: str, rows: QuerySet[Any]) -> Mapping[int, Any]:
        """Return the time of each week, all of it or what is billable."""
        listed = list(rows)
        sums = queries.sums(listed)
        place = 0 if name == "seconds" else 1
        return {row.pk: sums.get((row.person_id, row.monday), (0, 0))[place] for row in listed}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Set the time of each week, and the form to return it."""
        sums = queries.sums(rows)
        for row in rows:
            row.seconds, row.billable = sums.get((row.person_id, row.monday), (0, 0))
            row.week = Week(row.monday)
            row.form = self.wrong.get(row.pk) or ReturnForm(auto_id=f"id_{row.pk}_%s")
