"""The list of estimates, declared: those the person owes, and those they asked for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.briefs import policy
from amity.briefs.hours_asked import queries
from amity.briefs.models import HoursAsked
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

WEEK: Final = timedelta(days=7)


class EstimateList(ScopedList):
    """The estimates the person owes, soonest first, otherwise those they asked for."""

    key = "estimates"
    title = _("Estimates")
    sub = _("Hours that colleagues ask for, by line of a brief. The soonest due is first.")
    place = "work"
    table_class = "two"
    order = Order("due_on")
    find = ("line__line__title", "line__brief__title", "line__brief__account__name", "person__name")
    whose = (_("Asked of me"), _("Also those I asked for"))
    over = ~Q(answered_at=None)
    over_label = _("Answered")
    states = ()
    tabs = (
        Tab(key="late", label=_("Late"), passes=lambda today: Q(due_on__lt=today)),
        Tab(key="week", label=_("Due in 7 days"), passes=lambda today: Q(due_on__range=(today, today + WEEK))),
    )
    empty = (
        _("No estimates to give"),
        _("When a colleague asks how long a line takes, it appears here and you get an email."),
    )
    columns = (
        Column(key="line", label=_("Line"), sort="line__line__title", value=lambda row: row.line.line.title,
            link=lambda row: row.address, note=lambda row: row.discipline.name),
        Column(key="brief", label=_("Brief"), sort="line__brief__title", value=lambda row: row.line.brief.title,
            note=lambda row: row.line.brief.account.name),
        Column(key="person", label=_("Asked of"), sort="person__name", value=lambda row: row.person.name, wide=True),
        Column(key="asked_by", label=_("Asked by"), sort="asked_by__name", value=lambda row: row.asked_by.name,
            wide=True),
        Column(key="asked_at", label=_("Asked"), kind="day", sort="asked_at", aside=True),
        Column(key="due_on", label=label_of(HoursAsked, "due_on"), kind="day", sort="due_on",
            shape=lambda row: "unwell" if row.is_late else ""),
        Column(key="seconds", label=_("Estimate"), kind="hours", sort="seconds"),
        Column(key="note", label=label_of(HoursAsked, "note"), aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[HoursAsked]:
        """Return the requests addressed to the person, and their own, without withdrawn ones."""
        return queries.requests_of(person_of(actor))

    def mine(self, actor: Actor) -> Q:
        """Return the condition of requests addressed to the person."""
        return queries.addressed_to(person_of(actor))

    def prepare(self, rows: Sequence[HoursAsked]) -> None:
        """Set the page of each request: where it is answered, or its brief."""
        for row in rows:
            own = row.answered_at is None and bool(policy.may_answer(person_of(self._actor), row))
            name, subject = ("answer", row.pk) if own else ("brief", row.line.brief_id)
            row.address = reverse(f"briefs:{name}", args=[subject])  # type: ignore[attr-defined]
            row.is_late = row.answered_at is None and row.due_on < self.today  # type: ignore[attr-defined]
