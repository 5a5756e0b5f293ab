"""The list of a month's extra work, declared."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.scope.courtesy import extra_page
from amity.scope.courtesy.extra_page import KINDS, ExtraRow, extra_rows
from amity.shared.dates.periods import month_of
from amity.shared.permission import MoneyRight
from amity.ui import formats
from amity.ui.asked import queried
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList, TextForm
from amity.ui.lists.tabs import RowTab

FIRST_MONTH: Final = 200_001
LAST_MONTH: Final = 299_911
MONTHS: Final = 12


class MonthForm(TextForm):
    """The search, within the month that is shown."""

    month = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)


def _without_rate(row: ExtraRow) -> str:
    seconds = row.given.unpriced_seconds
    return _("%(time)s without a rate") % {"time": formats.hours(seconds)} if seconds else ""


def _entries(row: ExtraRow) -> str:
    """Return the list of the entries that a row counts."""
    return f"{reverse('timesheets:entries')}?{urlencode({'figure': row.key, 'month': row.month})}"


def _tab(kind: str) -> RowTab:
    return RowTab(key=kind, label=KINDS[kind], passes=lambda row: row.place.kind == kind)


class ExtraWorkList(TabbedList):
    """The extra work of a month on the accounts the person answers for, the most time first."""

    key = "extra_work"
    title = lazy("Extra work")
    template = "scope/extra_work.html"
    table_class = "two wraps"
    order = Order("given.seconds", descending=True)
    filter_class = MonthForm
    find = ("account", "agreement", "contact")
    open_label = lazy("All extra work")
    tabs = tuple(map(_tab, KINDS))
    empty = (lazy("No extra work"), lazy("All time of this month is on quoted lines and charged."))
    columns = (
        Column(key="account", label=lazy("Account"), sort="order_account", value=lambda row: row.account.name,
            link=lambda row: reverse("accounts:account", args=[row.account.pk]),
            note=lambda row: str(row.agreement or "")),
        Column(key="agreement", label=lazy("Agreement"), value=lambda row: str(row.agreement or ""), aside=True),
        Column(key="contact", label=lazy("Requested by"), sort="order_contact",
            value=lambda row: row.contact.name if row.contact else _("unknown"),
            link=lambda row: reverse("accounts:contact", args=[row.contact.pk]) if row.contact else ""),
        Column(key="kind", label=lazy("Kind"), sort="place.kind", value=lambda row: str(row.kind),
            template="scope/cells/extra_kind.html"),
        Column(key="time", label=lazy("Time"), kind="hours", sort="given.seconds",
            value=lambda row: row.given.seconds, link=_entries),
        Column(key="value", label=lazy("At the rate card"), kind="money", right=MoneyRight.FEE, sort="order_value",
            note=_without_rate, link=_entries),
    )  # fmt: skip

    @cached_property
    def today(self) -> date:
        """Return the day on which the list is read."""
        return timezone.localdate()

    @cached_property
    def month(self) -> int:
        """Return the month of the query (YYYYMM), or this one."""
        asked = queried(self.request).whole("month")
        is_month = FIRST_MONTH <= asked <= LAST_MONTH and 1 <= asked % 100 <= MONTHS
        return asked if is_month else month_of(self.today)

    def every_row(self) -> Sequence[ExtraRow]:
        """Return the extra work of the month, by account."""
        return extra_rows(person_of(actor_of(self.request)), self.month)

    def extra(self) -> dict[str, Any]:
        """Return the sum and the months beside. The month alone doesn't narrow the list."""
        asked = queried(self.request)
        narrowed = any(asked.search(name) for name in ("find", "view"))
        return {
            **extra_page.context(self.seen, self.month, self.today),
            "filtered": narrowed, "is_any": narrowed or bool(self.seen),
            "first_steps": [(_("All requests"), reverse("scope:requests"))],
        }  # fmt: skip
