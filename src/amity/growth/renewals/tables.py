"""The list of renewals, declared, with what each quarter is worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy as lazily
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.agency.queries import agency
from amity.agreements.models import Agreement
from amity.agreements.wording import RENEWALS
from amity.audit.actor_rights import actor_of
from amity.growth import policy
from amity.growth.board import rates_on
from amity.growth.renewals import page, queries, rules
from amity.growth.renewals.queries import QuarterRow, Renewal
from amity.growth.wording import STAGES
from amity.people.queries import person_of
from amity.services.places import GROWTH
from amity.shared.permission import MoneyRight
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList
from amity.ui.lists.tabs import RowTab

URGENT: Final = "urgent"


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """A renewal in the list. `compared` is its yearly worth in the agency's currency, None if that isn't known.

    `opens` is the page the worth was read from, and `new` the form of its opportunity, "" where there is none.
    """

    of: Renewal
    compared: int | None
    opens: str
    new: str

    @property
    def key(self) -> str:
        """Return what tells the row from every other one."""
        return str(self.of.agreement.pk)

    @property
    def account(self) -> str:
        """Return the account's name."""
        return self.of.agreement.account.name if self.of.agreement.account else ""

    @property
    def quarter(self) -> str:
        """Return the quarter in which the agreement ends or renews."""
        return page.name_of(rules.quarter_of(self.of.on))

    @property
    def opportunity(self) -> str:
        """Return the title of what was made of it."""
        return self.of.opportunity.title if self.of.opportunity else ""

    @property
    def stage(self) -> str:
        """Return the stage of its opportunity."""
        return str(STAGES[self.of.opportunity.stage]) if self.of.opportunity else ""


def _page(row: RenewalRow) -> str:
    return reverse("agreements:agreement", args=[row.of.agreement.pk])


def _opportunity(_context: Context, row: RenewalRow, _value: Any) -> SafeString:
    return render_to_string("growth/cells/renewal.html", {"one": row.of, "new": row.new})


def _name_of(place: int) -> str:
    return page.name_of(rules.quarters_from(timezone.localdate())[place])


def _tab(place: int) -> RowTab:
    """Return the tab of a quarter, counted from the current one, so that a saved view moves on with the days."""

    def passes(row: RenewalRow) -> bool:
        return rules.quarter_of(row.of.on) == rules.quarters_from(timezone.localdate())[place]

    return RowTab(key=f"quarter{place + 1}", label=lazily(_name_of, str)(place), passes=passes)


class RenewalList(TabbedList):
    """The agreements that end or renew in the next four quarters: of their accounts, those to decide on first."""

    key = "renewals"
    title = lazy("Renewals")
    template = "growth/renewals.html"
    place = GROWTH
    table_class = "two"
    order = Order(URGENT)
    find = ("title", "account")
    whose = (lazy("Of my accounts"), lazy("All renewals"))
    open_label = lazy("All quarters")
    tabs = (
        RowTab(key="notice", label=lazy("Notice within 90 days"), passes=lambda row: row.of.notice_is_near),
        *map(_tab, range(rules.QUARTERS)),
    )
    empty = (
        lazy("No renewals in the next four quarters"),
        lazy(
            "Retainers, master agreements and agreements with a renewal are listed here by the date they end or renew."
        ),
    )
    columns = (
        Column(key="title", label=lazy("Agreement"), sort="title", value=lambda row: str(row.of.agreement),
            link=_page),
        Column(key="account", label=label_of(Agreement, "account"), sort="account",
            link=lambda row: reverse("accounts:account", args=[row.of.agreement.account_id])),
        Column(key="notice_on", label=label_of(Agreement, "notice_on"), kind="day", sort="notice_on",
            value=lambda row: row.of.agreement.notice_on,
            shape=lambda row: "watch" if row.of.notice_is_near else ""),
        Column(key="on", label=lazy("Renewal date"), kind="day", sort="on", value=lambda row: row.of.on,
            note=lambda row: capfirst(str(RENEWALS[row.of.agreement.renewal]))),
        Column(key="worth", label=lazy("Worth a year"), kind="money", right=MoneyRight.FEE, sort="compared",
            value=lambda row: row.of.worth, link=lambda row: row.opens, note=lambda row: page.basis_of(row.of)),
        Column(key="opportunity", label=lazy("Opportunity"), sort="opportunity", draw=_opportunity),
        Column(key="renewal", label=lazy("Renewal"), aside=True,
            value=lambda row: capfirst(str(RENEWALS[row.of.agreement.renewal]))),
        Column(key="basis", label=lazy("Basis"), right=MoneyRight.FEE, aside=True,
            value=lambda row: page.basis_of(row.of)),
        Column(key="quarter", label=lazy("Quarter"), sort="on", aside=True),
        Column(key="growth", label=lazy("Growth"), aside=True,
            value=lambda row: _("closed") if row.of.is_closed else _("open")),
        Column(key="stage", label=lazy("Stage"), sort="stage", aside=True),
    )  # fmt: skip

    @cached_property
    def today(self) -> date:
        """Return the day on which the list is read."""
        return timezone.localdate()

    @cached_property
    def renewals(self) -> list[Renewal]:
        """Return the renewals of the next four quarters, by date, or raise `Refused`."""
        by = actor_of(self.request)
        policy.may_see(person_of(by)).or_refuse()
        return queries.renewals_seen_by(by, self.today)

    @cached_property
    def own(self) -> set[int]:
        """Return the ids of the accounts the person answers for."""
        accounts = Account.objects.managed_by(person_of(actor_of(self.request)))
        return set(accounts.values_list("pk", flat=True))

    def every_row(self) -> Sequence[RenewalRow]:
        """Return the renewals of the next four quarters, by date."""
        rates = rates_on(self.today)
        return [self._row(one, queries.own_worth(one, rates)) for one in self.renewals]

    def _row(self, one: Renewal, compared: int | None) -> RenewalRow:
        by, new = actor_of(self.request), ""
        if not one.is_closed and policy.may_record(person_of(by), one.agreement.account):
            query = urlencode({"from": f"{Agreement._meta.label_lower}:{one.agreement.pk}"})
            new = f"{reverse('growth:record_on_account', args=[one.agreement.account_id])}?{query}"
        return RenewalRow(one, compared, page.worth_page(by, one, self.today), new)

    def is_mine(self, row: RenewalRow) -> bool:
        """Return whether the person answers for the account."""
        return row.of.agreement.account_id in self.own

    def measure(self, field: str) -> Callable[[Any], Any]:
        """Return what reads the value a row is sorted by."""
        return ORDERS[field]

    def extra(self) -> dict[str, Any]:
        """Return the finding, and what the quarters are worth, each a link to its renewals."""
        near = sum(row.of.notice_is_near for row in self.scope)
        quarters = queries.by_quarter(self.renewals, self.today) if self.money_right() >= MoneyRight.FEE else []
        return {
            "title": page.title(len(self.scope), near), "currency": agency().currency,
            "quarters": [(one, page.name_of(one.quarter), self._parts(one)) for one in quarters],
        }  # fmt: skip

    def _parts(self, quarter: QuarterRow) -> list[dict[str, Any]]:
        """Return what the sum of a quarter is made of."""
        by = actor_of(self.request)
        return [
            {"one": one, "amount": amount, "worth": page.worth_of(one), "opens": page.worth_page(by, one, self.today)}
            for one, amount in zip(quarter.rows, quarter.amounts, strict=True)
        ]


ORDERS: Final[dict[str, Callable[[RenewalRow], Any]]] = {
    URGENT: lambda row: (not row.of.notice_is_near, row.of.on),
    "title": lambda row: str(row.of.agreement).casefold(),
    "account": lambda row: row.account.casefold(),
    "notice_on": lambda row: row.of.agreement.notice_on,
    "on": lambda row: row.of.on,
    "compared": lambda row: row.compared,
    "opportunity": lambda row: row.opportunity.casefold() or None,
    "stage": lambda row: row.stage or None,
}
