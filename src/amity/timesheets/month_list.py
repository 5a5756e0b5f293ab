"""The list of months, declared, with the re-rating beside it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.permission import MoneyRight
from amity.timesheets import policy, queries
from amity.timesheets.queries import MonthLine
from amity.timesheets.rerating import jobs
from amity.timesheets.rerating import queries as rerating
from amity.timesheets.rerating.forms import RerateForm
from amity.ui.asked import queried
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList
from amity.ui.lists.tabs import RowTab


def _entries(row: MonthLine, unpriced: str = "") -> str:
    return f"{reverse('timesheets:entries')}?month={row.month}{f'&unpriced={unpriced}' if unpriced else ''}"


class MonthList(TabbedList):
    """Every month with time, or that was ever closed, the newest first."""

    key = "months"
    title = lazy("Months")
    sub = lazy("Time in a closed month can’t change. You can reopen it; the audit log records it.")
    template = "timesheets/months.html"
    order = Order("month", descending=True)
    open_label = lazy("All months")
    tabs = (
        RowTab(key="not_closed", label=lazy("Not closed"), passes=lambda row: row.locked_at is None),
        RowTab(key="uncosted", label=lazy("Without cost"), passes=lambda row: row.uncosted_seconds > 0),
        RowTab(key="unvalued", label=lazy("Without price"), passes=lambda row: row.unvalued_seconds > 0),
    )
    empty = (lazy("No month yet"), lazy("A month appears here once someone logs time in it."))
    columns = (
        Column(key="month", label=lazy("Month"), kind="month", sort="month", link=_entries),
        Column(key="seconds", label=lazy("Time"), kind="hours", sort="seconds", link=_entries),
        Column(key="entries", label=lazy("Entries"), kind="number", sort="entries", link=_entries, wide=True),
        Column(key="uncosted_seconds", label=lazy("Without cost"), kind="hours", sort="uncosted_seconds",
            link=lambda row: _entries(row, "cost") if row.uncosted_seconds else ""),
        Column(key="unvalued_seconds", label=lazy("Without price"), kind="hours", sort="unvalued_seconds",
            link=lambda row: _entries(row, "value") if row.unvalued_seconds else "", wide=True),
        Column(key="locked_by", label=lazy("Closed by"), sort="locked_by", aside=True),
        Column(key="locked_at", label=lazy("Closed"), kind="day", sort="locked_at",
            template="timesheets/cells/closed.html"),
        Column(key="page", label=lazy("Action"), value=lambda row: "", template="timesheets/cells/month_page.html"),
    )  # fmt: skip

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Draw the list, as one that can't be taken where the range of a re-rating is wrong."""
        response = super().get(request, *args, **kwargs)
        if self.rerate_form.errors:
            response.status_code = 422
        return response

    @cached_property
    def rerate_form(self) -> RerateForm:
        """Return the form of the re-rating, with its preview where it is asked for."""
        return RerateForm(self.request.GET if queried(self.request).has("first") else None)

    @cached_property
    def _filter_names(self) -> set[str]:
        return super()._filter_names | set(RerateForm.base_fields)

    def every_row(self) -> Sequence[MonthLine]:
        """Return every month, newest first, or raise `Refused`."""
        policy.may_close_months(person_of(actor_of(self.request))).or_refuse()
        return queries.month_lines()

    def extra(self) -> dict[str, Any]:
        """Return the re-rating with its preview. Its range doesn't narrow the list."""
        person, form = person_of(actor_of(self.request)), self.rerate_form
        preview = rerating.preview(form.span()) if form.is_bound and form.is_valid() else None
        narrowed = bool(queried(self.request).search("view"))
        context: dict[str, Any] = {
            "form": None, "rerate_form": form, "preview": preview, "running": jobs.rerating_now(),
            "filtered": narrowed, "is_any": narrowed or bool(self.seen),
            "first_steps": [(lazy("Add time"), reverse("timesheets:entries"))],
        }  # fmt: skip
        if preview and person.money_right >= MoneyRight.COST:
            context |= {"works": rerating.by_work(preview), "currency": agency().currency}
        return context
