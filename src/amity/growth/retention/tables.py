"""The list of accounts behind retention, declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.actor_rights import actor_of
from amity.growth import policy
from amity.growth.retention import page, queries
from amity.growth.retention.queries import AccountChange, SeenRetention
from amity.growth.retention.rules import Window
from amity.people.queries import person_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """An account in the list: its net fees now and a year before, in the agency's currency, and the months compared."""

    account: AccountChange
    currency: str
    window: Window | None

    @property
    def key(self) -> str:
        """Return what tells the row from every other one."""
        return str(self.account.id)

    @property
    def order_name(self) -> str:
        """Return the account's name as names are ordered."""
        return self.account.name.casefold()

    @property
    def change(self) -> str:
        """Return what became of the account."""
        return str(page.CHANGES.get(self.account.kind, _("Unknown")))

    @property
    def difference(self) -> int | None:
        """Return the change of its net fees in minor units, None where one of them isn't known."""
        now, before = self.account.now, self.account.before
        return None if now is None or before is None else now - before

    def money(self, minor: int | None) -> Money | None:
        """Return minor units as an amount in the agency's currency."""
        return None if minor is None else Money(minor, self.currency)

    def fees_url(self, months: str) -> str:
        """Return the breakdown of its net fees in some months, which also says how they compare with a year before."""
        url = reverse("money:why_account", args=[self.account.id, "agi"])
        return f"{url}?{urlencode({'period': months.replace('–', '-')})}" if months else ""

    @property
    def period(self) -> str:
        """Return the months compared, for a file."""
        return f"{self.window.first}–{self.window.last}" if self.window else ""

    @property
    def period_before(self) -> str:
        """Return the same months a year before, for a file."""
        return f"{self.window.first_before}–{self.window.last_before}" if self.window else ""


class RetentionList(TabbedList):
    """The accounts with net fees now or a year before, the lowest change first."""

    key = "retention"
    title = lazy("Retention")
    template = "growth/retention.html"
    legend = "growth/retention_legend.html"
    order = Order("difference")
    find = ("name",)
    columns = (
        Column(key="name", label=lazy("Account"), sort="order_name", value=lambda row: row.account.name,
            link=lambda row: reverse("money:account", args=[row.account.id])),
        Column(key="before", label=lazy("A year before"), kind="money", right=MoneyRight.FEE, sort="account.before",
            value=lambda row: row.money(row.account.before), why=lambda row: row.fees_url(row.period_before)),
        Column(key="now", label=lazy("Now"), kind="money", right=MoneyRight.FEE, sort="account.now",
            value=lambda row: row.money(row.account.now), why=lambda row: row.fees_url(row.period)),
        Column(key="difference", label=lazy("Difference"), kind="money", right=MoneyRight.FEE, sort="difference",
            value=lambda row: row.money(row.difference), why=lambda row: row.fees_url(row.period)),
        Column(key="change", label=lazy("Change"), sort="change", right=MoneyRight.FEE),
        Column(key="wallet", label=lazy("Share of wallet"), kind="percent", style="whole", right=MoneyRight.FEE,
            sort="account.wallet", value=lambda row: row.account.wallet,
            link=lambda row: reverse("services:account", args=[row.account.id])),
        Column(key="period_before", label=lazy("Period before"), aside=True),
        Column(key="period", label=lazy("Period"), aside=True),
    )  # fmt: skip

    @cached_property
    def retention(self) -> SeenRetention:
        """Return retention as far as the person sees it, or raise `Refused`."""
        by = actor_of(self.request)
        policy.may_see(person_of(by)).or_refuse()
        return queries.retention_seen_by(by, timezone.localdate())

    def every_row(self) -> Sequence[RetentionRow]:
        """Return the accounts, those whose fees aren't known last; none without the right to fees."""
        seen = self.retention
        found = [*seen.accounts, *seen.unknown] if seen.sees_fee else []
        return [RetentionRow(one, seen.currency, seen.window) for one in found]

    def extra(self) -> dict[str, Any]:
        """Return retention and how it is calculated."""
        return page.context(actor_of(self.request), self.retention)
