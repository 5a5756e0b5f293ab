"""The list of accounts by how much of their work serves a goal, declared."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.profitability.drift import wording
from amity.profitability.drift.sums import sums_of
from amity.profitability.drift.totals import AccountShare, Totals, every_drift
from amity.profitability.reader import money_reader
from amity.profitability.templatetags.profits import figure
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import opening
from amity.ui.asked import SHORT, queried
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList, TextForm


class QuarterForm(TextForm):
    """The search, within the quarter that is shown."""

    quarter = forms.CharField(required=False, max_length=SHORT, widget=forms.HiddenInput)


def _of_account(place: str = "by-goal") -> Callable[[AccountShare], str]:
    """Return what gives the page of an account's work by goal in the quarter, at the part that adds up to a number."""
    return lambda row: f"{reverse('money:account_drift', args=[row.account_id])}?quarter={row.quarter}#{place}"


def _fees(row: AccountShare) -> Money | None:
    found = row.drift.fees if row.drift.any_without_goal else None
    return None if found is None or found.value is None else Money(found.value, found.currency)


def _draw_fees(_context: Context, row: AccountShare, _value: Any) -> SafeString:
    if not row.drift.any_without_goal:
        return format_html('<span class="none">{}</span>', "–")
    shown = figure(row.drift.fees)
    return opening.leads(_of_account()(row), shown) if row.order_fees is not None else shown


class DriftList(TabbedList):
    """The accounts with work in a quarter, the most time without a goal first."""

    key = "drift"
    title = lazy("Work by goal")
    place = "money"
    template = "profitability/drift.html"
    table_class = "two"
    legend = "profitability/drift_total.html"
    order = Order("drift.time_without_goal", descending=True)
    filter_class = QuarterForm
    find = ("name",)
    empty = (
        lazy("No time in this quarter"),
        lazy("Time on projects for clients is compared with the goals of each client here."),
    )
    columns = (
        Column(key="name", label=lazy("Account"), sort="order_name",
            link=lambda row: f"{reverse('money:account_drift', args=[row.account_id])}?quarter={row.quarter}"),
        Column(key="time", label=lazy("Time"), kind="hours", sort="drift.time", wide=True,
            value=lambda row: row.drift.time, link=_of_account()),
        Column(key="time_without_goal", label=lazy("Without a goal"), kind="hours", sort="drift.time_without_goal",
            value=lambda row: row.drift.time_without_goal, link=_of_account()),
        Column(key="served_share", label=lazy("Serves a goal"), kind="percent", style="whole",
            sort="drift.served_share", value=lambda row: row.drift.served_share,
            link=_of_account()),
        Column(key="fees", label=lazy("Net fees without a goal"), kind="money", right=MoneyRight.FEE,
            sort="order_fees", value=_fees, draw=_draw_fees, link=_of_account(), wide=True),
        Column(key="strayed", label=lazy("Off strategy"), kind="number", sort="strayed", wide=True,
            link=_of_account("strayed")),
    )  # fmt: skip

    @cached_property
    def totals(self) -> tuple[Totals, list[AccountShare]]:
        """Return the work of all accounts in the quarter, and by account, or raise `Refused`."""
        quarter = queried(self.request).text("quarter", SHORT)
        return every_drift(money_reader(self.request), timezone.localdate(), quarter)

    def every_row(self) -> Sequence[AccountShare]:
        """Return the accounts with work in the quarter, the most time without a goal first."""
        return self.totals[1]

    def extra(self) -> dict[str, Any]:
        """Return the finding, the quarters and the sums. The quarter alone doesn't narrow the list."""
        whole, accounts = self.totals
        found = bool(queried(self.request).search("find"))
        return {
            "title": wording.finding(_("Clients"), whole), "sub": wording.summary(whole),
            "sums": sums_of(whole, accounts), "quarters": wording.quarter_links(self.request.path, whole),
            "filtered": found, "is_any": found or bool(self.seen),
        }  # fmt: skip
