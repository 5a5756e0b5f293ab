"""The list of hand-offs, declared."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.audit.actor_rights import actor_of
from amity.handoff import list_page, rules
from amity.handoff.list_page import Row
from amity.handoff.models import Handoff
from amity.handoff.waits import TURNS
from amity.people.models import Person
from amity.people.queries import person_of
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList
from amity.ui.lists.tabs import RowTab
from amity.ui.templatetags.amity import day

URGENT: Final = "urgent"


def _subject(row: Row) -> str:
    account = row.one.account if row.one.project else None
    return f"{account.name} · {row.kind}" if account else row.kind


def _people(row: Row) -> str:
    return f"{row.one.giver.name if row.one.giver else '–'} → {row.one.taker.name if row.one.taker else '–'}"


class HandoffList(TabbedList):
    """The hand-offs the person can see: theirs, open, those that wait for them first."""

    key = "handoffs"
    title = _("Hand-offs")
    template = "handoff/handoffs.html"
    place = "work"
    table_class = "two"
    order = Order(URGENT)
    find = ("subject", "people")
    whose = (_("Mine"), _("All hand-offs"))
    over_label = _("Accepted")
    open_label = _("Open")
    tabs = (
        RowTab(key="you", label=_("Waiting for you"), passes=lambda row: bool(row.turn)),
        RowTab(key="late", label=_("Late"), passes=lambda row: row.is_late),
        RowTab(key="coming", label=_("On the way to you"), passes=lambda row: row.is_coming),
        RowTab(key="returned", label=_("Returned"), passes=lambda row: row.one.state == rules.RETURNED),
    )
    empty = (
        _("No hand-offs yet"),
        _("New client projects start here: the account manager hands each one off to its project manager."),
    )
    columns = (
        Column(key="subject", label=_("Hand-off"), sort="subject", value=lambda row: str(row.one), note=_subject,
            link=lambda row: reverse("handoff:handoff", args=[row.one.pk])),
        Column(key="people", label=_("From and to"), sort="people", value=_people, wide=True),
        Column(key="state", label=label_of(Handoff, "state"), kind="state", sort="state", value=lambda row: row.state,
            shape=lambda row: row.shape, note=lambda row: day(row.changed_at)),
        Column(key="waits", label=_("Next step"), sort=URGENT, template="handoff/cells/waits.html",
            value=lambda row: "; ".join(wait.theirs for wait in row.waits)),
        Column(key="number", label=label_of(Handoff, "number"), kind="number", sort="number", aside=True,
            value=lambda row: row.one.number),
        Column(key="changed_at", label=_("Last step"), kind="day", sort="changed_at", aside=True),
        Column(key="starts_on", label=label_of(Handoff, "starts_on"), kind="day", sort="starts_on", aside=True,
            value=lambda row: row.one.starts_on),
        Column(key="ends_on", label=label_of(Handoff, "ends_on"), kind="day", sort="ends_on", aside=True,
            value=lambda row: row.one.ends_on),
    )  # fmt: skip

    def every_row(self) -> Sequence[Row]:
        """Return every hand-off the person can see, those that wait for them first."""
        return list_page.rows_for(actor_of(self.request), timezone.localdate())

    @cached_property
    def person(self) -> Person:
        """Return the reader."""
        return person_of(actor_of(self.request))

    def is_mine(self, row: Row) -> bool:
        """Return whether the person gives it, takes it or has to act in it."""
        is_theirs = any(wait.is_of(self.person) for wait in row.waits)
        return is_theirs or self.person.pk in {row.one.giver_id, row.one.taker_id}

    def is_over(self, row: Row) -> bool:
        """Return whether it was accepted and nothing in it is open."""
        return row.one.is_taken and not row.waits

    def measure(self, field: str) -> Callable[[Any], Any]:
        """Return what reads the value a row is sorted by."""
        return ORDERS[field]

    def extra(self) -> dict[str, Any]:
        """Return the heading, and what is to be done around the list."""
        return list_page.beside(actor_of(self.request), self.seen, timezone.localdate())


ORDERS: Final[dict[str, Callable[[Row], Any]]] = {
    URGENT: lambda row: TURNS.index(row.turn) if row.turn else len(TURNS) if row.waits else None,
    "subject": lambda row: str(row.one).casefold(),
    "people": lambda row: _people(row).casefold(),
    "state": lambda row: row.state,
    "number": lambda row: row.one.number,
    "changed_at": lambda row: row.changed_at,
    "starts_on": lambda row: row.one.starts_on,
    "ends_on": lambda row: row.one.ends_on,
}
