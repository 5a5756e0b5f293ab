"""The list of accounts by health, declared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.health import cells, policy, rules
from amity.health import wording as words
from amity.health.models import AccountHealth
from amity.health.portfolio import wording
from amity.health.portfolio.money import MoneyCharts, PortfolioMoney, money_of
from amity.health.portfolio.queries import AccountRow, HealthPortfolio, health_portfolio
from amity.people.queries import person_of
from amity.profitability.figures.addresses import why_url
from amity.profitability.figures.rules import Figure
from amity.profitability.statements.rows import Row
from amity.profitability.templatetags.profits import figure
from amity.shared.errors import Refused
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import opening
from amity.ui.field_words import label_of
from amity.ui.links import address_with
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.tabbed import TabbedList
from amity.ui.lists.tabs import RowTab


@dataclass(frozen=True, slots=True)
class HealthRow:
    """An account in the list: its health, and its twelve months of money as the reader may see them. `span` are these
    months.
    """

    health: AccountRow
    money: Row | None
    span: str = ""

    @property
    def key(self) -> str:
        """Return what tells the row from every other one."""
        return str(self.health.account_id)

    @property
    def name(self) -> str:
        """Return the account's name as names are ordered."""
        return self.health.name.casefold()

    @property
    def score(self) -> int | None:
        """Return the score, None without a number."""
        return self.health.score

    @property
    def change(self) -> int | None:
        """Return by how many points the score changed in 90 days, None where that isn't known."""
        known = [score for score in self.health.trend if score is not None]
        return None if self.score is None or len(known) < 2 else known[-1] - known[0]

    @property
    def confidence(self) -> int:
        """Return the confidence in basis points."""
        return self.health.confidence * 100

    @property
    def margin(self) -> int | None:
        """Return the delivery margin in basis points."""
        return _value(self.money.margin) if self.money else None

    @property
    def net_fees(self) -> int | None:
        """Return the net fees in minor units of the agency's currency."""
        return _value(self.money.agi) if self.money else None

    @property
    def at(self) -> datetime:
        """Return when the health was calculated."""
        return self.health.at


def _value(figure: Figure | None) -> int | None:
    return figure.value if figure else None


def _fees(row: HealthRow) -> Money | None:
    figure = row.money.agi if row.money else None
    return None if figure is None or figure.value is None else Money(figure.value, figure.currency)


def _score(_context: Context, row: HealthRow, _value: Any) -> SafeString:
    shown = row.health
    number = cells.number(shown, words.SHAPES[shown.band])
    return format_html(
        '<span class="nowrap">{} <span class="t13 dim">{}</span></span>',
        opening.leads(_page(row), number),
        words.BANDS[shown.band],
    )


def _margin(_context: Context, row: HealthRow, _value: Any) -> SafeString:
    return opening.why(_why("margin")(row), figure(row.money.margin)) if row.money else UNKNOWN


def _net_fees(_context: Context, row: HealthRow, _value: Any) -> SafeString:
    return opening.why(_why("agi")(row), figure(row.money.agi)) if row.money else UNKNOWN


def _why(name: str) -> Callable[[HealthRow], str]:
    return lambda row: why_url(name, row.money, row.span) if row.money else ""


def _page(row: HealthRow) -> str:
    return address_with("health:account", row.health.account_id)


def _change(_context: Context, row: HealthRow, _value: Any) -> SafeString:
    return format_html(
        '<a class="quiet" href="{}" aria-label="{}: {}">{}</a>',
        _page(row),
        _("Health"),
        row.health.name,
        cells.spark(row.health.trend, words.SHAPES[row.health.band]),
    )


def _tab(band: str) -> RowTab:
    return RowTab(key=band, label=words.BANDS[band], passes=lambda row: row.health.band == band)


UNKNOWN: Final = format_html('<span class="none">{}</span>', "–")
BANDS: Final = (rules.UNWELL, rules.WATCH, rules.WELL, rules.UNKNOWN)


class HealthList(TabbedList):
    """The health of every account to which the person has full access, the lowest first."""

    key = "health"
    title = lazy("Health")
    place = "accounts"
    template = "health/portfolio.html"
    table_class = "two"
    legend = "health/legend.html"
    order = Order("score")
    find = ("name",)
    open_label = lazy("All accounts")
    tabs = tuple(_tab(band) for band in BANDS)
    empty = (
        lazy("No health yet"),
        lazy("The health of your accounts is shown here once it was calculated for the first time."),
    )
    columns = (
        Column(key="name", label=label_of(AccountHealth, "account"), sort="name", value=lambda row: row.health.name,
            link=_page),
        Column(key="score", label=label_of(AccountHealth, "score"), kind="number", sort="score", leading=True,
            draw=_score, link=_page),
        Column(key="band", label=label_of(AccountHealth, "band"), aside=True,
            value=lambda row: str(words.BANDS[row.health.band])),
        Column(key="change", label=lazy("Change in 90 days"), kind="number", sort="change", leading=True,
            draw=_change, link=_page),
        Column(key="confidence", label=label_of(AccountHealth, "confidence"), kind="percent", style="whole",
            sort="confidence", link=_page),
        Column(key="margin", label=lazy("Delivery margin"), kind="percent", right=MoneyRight.MARGIN,
            sort="margin", draw=_margin, why=_why("margin")),
        Column(key="net_fees", label=lazy("Net fees, 12 months"), kind="money", right=MoneyRight.FEE,
            sort="net_fees", value=_fees, draw=_net_fees, why=_why("agi"), wide=True),
        Column(key="at", label=label_of(AccountHealth, "at"), kind="day", sort="at", aside=True),
    )  # fmt: skip

    @cached_property
    def portfolio(self) -> HealthPortfolio:
        """Return the health of the accounts and what moved, or raise `Refused`."""
        by = actor_of(self.request)
        if not policy.may_see_portfolio(person_of(by)):
            raise Refused(_("Only account managers, directors and those who see every account can see this."))
        return health_portfolio(by)

    @cached_property
    def money(self) -> PortfolioMoney:
        """Return twelve months of the accounts, as the person may see them."""
        return money_of(actor_of(self.request), timezone.localdate())

    @cached_property
    def charts(self) -> MoneyCharts:
        """Return the charts above the list. Only the page asks for them, not its fragment."""
        return self.money.charts(self.portfolio.rows)

    def every_row(self) -> Sequence[HealthRow]:
        """Return every account with its health, the lowest first."""
        rows = self.portfolio.rows
        needed = {column.key for column in self.shown} | {self.ordered_by.field}
        if not needed & {"margin", "net_fees"}:
            return [HealthRow(one, None) for one in rows]
        known, span = self.money.known, self.money.ledger.period.span
        return [HealthRow(one, known.get(one.account_id), span) for one in rows]

    def extra(self) -> dict[str, Any]:
        """Return the finding, the movers, the accounts without a number, and the other lists under Accounts."""
        by, seen = actor_of(self.request), self.portfolio
        return {
            "seen": seen, "title": wording.title(seen), "sub": wording.sub(seen), "lists": list_links(by, self.key),
            "movers": [(mover, wording.because(mover)) for mover in seen.movers],
            "unknown": [(row, words.CHEAPEST.get(row.cheapest, "")) for row in seen.unknown],
            "more_unknown": wording.more_unknown(seen),
            "may_set": bool(policy.may_set_numbers(person_of(by))),
        }  # fmt: skip
