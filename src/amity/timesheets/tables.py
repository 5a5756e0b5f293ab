"""The list of time, with the form that logs it above."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.timesheets import choices, commands, months, policy, queries, typed
from amity.timesheets.filters import EntryFilters
from amity.timesheets.forms import EntryForm
from amity.timesheets.models import Entry, EntryQuerySet
from amity.ui import formats
from amity.ui.acts import acted
from amity.ui.asked import queried
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order
from amity.waiting.kinds import headline_of

WORK = {"account", "project", "line", "item"}
OF_WORK = WORK | {"month", "since", "until", "figure"}
"""Filters by which others' time can be summed, since they don't reveal whose it is."""
UNDO = "timesheets.undo"
"""Session key of the entry that was just deleted, until the next page offers to restore it."""


def _cost(row: Entry) -> Money | None:
    return Money(row.cost, row.cost_currency) if row.cost is not None and row.cost_currency else None


def _value(row: Entry) -> Money | None:
    return Money(row.value, row.value_currency) if row.value is not None and row.value_currency else None


class EntryList(ListPage):
    """Time the person can see, newest day first. A POST logs an entry."""

    key = "time"
    title = gettext_lazy("Time")
    template = fragment = "timesheets/entries.html"
    order = Order("work_date", descending=True)
    filters = EntryFilters
    filter_rights = {"unpriced": MoneyRight.FEE}
    empty = (
        gettext_lazy("No time yet"),
        gettext_lazy("Time you log above appears here, and so does imported time."),
    )
    columns = (
        Column(
            key="work_date", label=label_of(Entry, "work_date"), kind="day", sort="work_date",
            link=lambda row: reverse("timesheets:entry", args=[row.pk]),
        ),
        Column(
            key="person", label=gettext_lazy("Person"), sort="person__name", value=lambda row: row.person.name,
            template="timesheets/cells/person.html",
        ),
        Column(key="account", label=label_of(Entry, "account"), sort="account__name",
            value=lambda row: row.account and row.account.name),
        Column(key="project", label=label_of(Entry, "project"), sort="project__name",
            value=lambda row: row.project and row.project.name),
        Column(key="place", label=gettext_lazy("Line or item"), value=lambda row: str(row.item or row.line or "")),
        Column(key="text", label=label_of(Entry, "text"), template="timesheets/cells/text.html"),
        Column(key="seconds", label=label_of(Entry, "seconds"), kind="hours", style="sheet", sort="seconds"),
        Column(
            key="billable", label=label_of(Entry, "billable"),
            value=lambda row: capfirst(_("yes") if row.billable else _("no")),
        ),
        Column(
            key="cost", label=label_of(Entry, "cost"), kind="money", style="cents", right=MoneyRight.COST, value=_cost,
            sort="cost",
        ),
        Column(
            key="value", label=label_of(Entry, "value"), kind="money", style="cents",
            right=MoneyRight.FEE, value=_value, sort="value",
        ),
    )  # fmt: skip
    http_method_names = ["get", "head", "post"]

    def rows(self, actor: Actor) -> EntryQuerySet:
        """Return the entries seen by the actor."""
        return queries.entries_seen_by(actor)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the list. A fragment includes its totals and days too."""
        response = super().get(request, *args, **kwargs)
        if request.headers.get("HX-Target") == f"list-{self.key}":
            response["HX-Retarget"] = "#list-time-all"
        return response

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Log an entry."""
        self.entry_form = self._form(request.POST)
        return acted(request, self.entry_form, self._log) or render(request, self.template, self.context(), status=422)

    def prepare(self, rows: Sequence[Entry]) -> None:
        """Store the page's rows, which a phone shows by day."""
        self._page = rows

    def extra(self) -> dict[str, Any]:
        """Return the form, the totals, the days of a phone, and the entry that was just deleted."""
        person = person_of(self._actor)
        return {
            "entry_form": getattr(self, "entry_form", None) or self._form(None, initial=self._start()),
            "title": self.finding or self.title,
            "totals": self.totals,
            "leads": self._leads,
            "part_of": self.part_of,
            "of_figure": "figure" in self._filter_names,
            "first_steps": [(gettext_lazy("Fill in this week"), reverse("timesheets:this_week"))],
            "days": [(day, list(rows)) for day, rows in groupby(self._page, key=lambda row: row.work_date)],
            "by_day": self.ordered_by.field == "work_date",
            "may_close": bool(policy.may_close_months(person)),
            "undo": self.request.session.pop(UNDO, None),
        }

    @cached_property
    def number(self) -> int:
        """How many entries pass the filters, counted up to one more than can be summed.

        All entries of a large agency are not counted: its monthly sums tell that there are more.
        """
        most = queries.MOST_SUMMED + 1
        filtered = any(queried(self.request).search(name) for name in self._filter_names)
        if not filtered and queries.sees_all(self._actor) and queries.has_many_entries():
            return most
        return super().count_rows(most)

    def count_rows(self, most: int = 10_000_000) -> int:
        """Return how many entries pass the filters, counted up to `most`."""
        known = self.number <= queries.MOST_SUMMED or most <= queries.MOST_SUMMED + 1
        return min(self.number, most) if known else super().count_rows(most)

    @cached_property
    def totals(self) -> "queries.Totals | None":
        """Sums over all entries that pass the filters, or None for too many."""
        return None if self.number > queries.MOST_SUMMED else queries.totals_of(self.found, self.money_right())

    @property
    def _leads(self) -> dict[str, str]:
        """The lists of the entries that each total counts: within the filters in use, the largest first."""
        changes = {
            "seconds": {"sort": "-seconds"}, "billable": {"billable": "yes"}, "cost": {"sort": "-cost"},
            "uncosted": {"unpriced": "cost"}, "value": {"sort": "-value"},
            "unvalued": {"billable": "yes", "unpriced": "value"},
        }  # fmt: skip
        return {name: self._url(after=None, **change) for name, change in changes.items()}

    @property
    def finding(self) -> str:
        """The hours listed of the project that is asked for, such as "Shop relaunch: 1,080 h", or ""."""
        project = self._page[0].project if self._page and queried(self.request).whole("project") else None
        if project is None or self.totals is None:
            return ""
        return headline_of(project.name, formats.hours(self.totals.seconds, "title"))

    @cached_property
    def part_of(self) -> str:
        """The part of all time on the visible projects that is listed, if others' entries are left out, or ""."""
        asked = {name for name in self._filter_names if queried(self.request).text(name)}
        if self.money_right() < MoneyRight.HOURS or not asked & WORK or asked - OF_WORK:
            return ""
        seen, whole = queries.seconds_of(self.found), queries.seconds_of(self._behind)
        if seen >= whole:
            return ""
        words = {"seen": formats.hours(seen, "exact"), "whole": formats.hours(whole, "exact")}
        if self.found.exclude(person_id=self._actor.person_id).exists():
            return _("%(seen)s of %(whole)s: you see only some of the entries.") % words
        return _("%(seen)s of %(whole)s: you see only your own entries.") % words

    @property
    def _behind(self) -> QuerySet[Any, Any]:
        """The time that the same filters find on all visible projects, whether or not its entries are visible."""
        rows = queries.entries_behind(self._actor)
        return self.filterset.filter_queryset(rows) if self.filterset else rows

    def _start(self) -> dict[str, Any]:
        lately = queries.last_of(self._actor)
        return {"work_date": timezone.localdate(), "work": choices.as_typed(lately)["work"] if lately else ""}

    def _form(self, data: Any, initial: dict[str, Any] | None = None) -> EntryForm:
        person = person_of(self._actor)
        return EntryForm(data, initial=initial, person=person, whose=choices.whose(person))

    def _log(self, values: dict[str, Any]) -> str:
        actor, whose = actor_of(self.request), values.get("person_id")
        try:
            entry = commands.log_entry(by=actor, changes=self.entry_form.changes(), now=timezone.now(), person_id=whose)
        except months.MonthClosed as closed:
            raise Invalid(closed.sentence, "work_date") from closed
        notice = _("%(time)s logged on %(work)s, %(day)s.") % {
            "time": typed.spell_time(entry.seconds),
            "work": entry.project or entry.account or _("internal time"),
            "day": formats.full_day(entry.work_date),
        }
        messages.success(self.request, notice)
        return self.request.get_full_path()
