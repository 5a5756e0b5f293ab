"""Register profitability on other pages: navigation, the account's Money tab, columns of the list of accounts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import places as accounts
from amity.agency.queries import limit
from amity.people import rules as roles
from amity.profitability import policy
from amity.profitability.causes.queries import state_of
from amity.profitability.figures.addresses import why_url
from amity.profitability.figures.rules import Bound, Figure
from amity.profitability.portfolio import account_cells
from amity.profitability.portfolio.queries import AGENCY_TARGET, account_rows_of_a_year
from amity.profitability.projects.hours import hours_of
from amity.profitability.statements.rows import Row
from amity.projects import places as projects
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import Answer, MoneyRight
from amity.shared.shares import WHOLE, BasisPoints, exact
from amity.strategy import places as goals
from amity.ui import slots
from amity.waiting import steps

Text = str | Promise
MONEY, HOURS = "money", "hours"


def may_see(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open Money."""
    return bool(policy.may_see_money(actor))


def tab_key(actor: Actor) -> str:
    """Return the tab of money of an account or a project: without a right to amounts, it has hours only."""
    return MONEY if policy.sees_amounts(actor) else HOURS


def room_name(actor: Actor) -> Text:
    """Return the name of the pages about money for this person."""
    return next(label for key, label, _seen in NAMES if key == tab_key(actor))


def may_see_amounts(actor: Actor, _subject: Any) -> bool:
    """Return whether the pages about money have amounts for this person."""
    return policy.sees_amounts(actor)


def may_see_hours(actor: Actor, subject: Any) -> bool:
    """Return whether the pages about money have hours only for this person."""
    return may_see(actor, subject) and not policy.sees_amounts(actor)


NAMES: Final = ((MONEY, lazy("Money"), may_see_amounts), (HOURS, lazy("Hours"), may_see_hours))
"""Keys and labels of the pages about money, which for some have hours only, with who sees which."""


def may_end_months(actor: Actor, _subject: Any) -> Answer:
    """Return whether this person can open the month end."""
    return policy.may_end_months(actor)


def may_see_ahead(actor: Actor, _subject: Any) -> Answer:
    """Return whether this person can open the outlook."""
    return policy.may_see_ahead(actor)


def drift_of(actor: Actor, account_id: int) -> tuple[Text, str] | None:
    """Return the link from an account's goals to the work that serves them."""
    if not policy.may_see_money(actor):
        return None
    return lazy("Work by goal"), reverse("money:account_drift", args=[account_id])


def register() -> None:
    """Register the slots' entries."""
    projects.hours.append(hours_of)
    for key, label, seen in NAMES:
        slots.navigation.register(
            slots.Entry(key=key, order=30, label=label, url="money:portfolio", icon="coins", may_see=seen)
        )
    slots.money_pages.register(
        slots.Entry(key="portfolio", order=10, label=lazy("Portfolio"), url="money:portfolio", may_see=may_see)
    )
    slots.money_pages.register(
        slots.Entry(
            key="ahead",
            order=15,
            label=lazy("Outlook"),
            url="money:ahead",
            may_see=may_see_ahead,
            words=lazy("months ahead forecast"),
        )
    )
    slots.money_pages.register(
        slots.Entry(
            key="drift", order=18, label=lazy("Work by goal"), url="money:drift", may_see=may_see, words=lazy("drift")
        )
    )
    goals.pages.append(drift_of)
    steps.register("portfolio", 50, lazy("Go to portfolio"), "money:portfolio", roles.EXECUTIVE)
    _finance_pages()
    for key, label, seen in NAMES:
        words = lazy("margin profit fee price") if key == MONEY else ""
        accounts.tabs.register(
            slots.Entry(key=key, order=30, label=label, words=words, url="money:account", may_see=seen)
        )
        projects.tabs.register(slots.Entry(key=key, order=30, label=label, url="money:project", may_see=seen))
    projects.sections.register(
        projects.ProjectSection(
            key="state", order=10, label=lazy("State of the project"), tab=projects.WORK, place="top",
            template="profitability/state.html", of=state_of,
        )
    )  # fmt: skip
    _account_columns()


def _account_columns() -> None:
    """Register what twelve months say of an account in the list of accounts."""
    entries = (
        accounts.AccountColumn(
            key="margin", order=20, label=lazy("Margin against target"), kind="percent", right=MoneyRight.TARGET,
            may_see=may_see, loader=account_rows, pick=margin, order_of=gap, worst=below_target,
            draw=account_cells.margin, why=AccountYear.why("margin"),
        ),
        accounts.AccountColumn(
            key="net_fees", order=50, label=lazy("Net fees, 12 months"), kind="money", right=MoneyRight.FEE,
            may_see=may_see, loader=account_rows, pick=net_fees, order_of=net_fees_minor,
            why=AccountYear.why("agi"),
        ),
        accounts.AccountColumn(
            key="target", order=60, label=lazy("Target margin"), kind="percent", right=MoneyRight.TARGET, aside=True,
            may_see=may_see, loader=account_rows, pick=lambda year: year.target,
        ),
        accounts.AccountColumn(
            key="time", order=62, label=lazy("Time, 12 months"), kind="hours", right=MoneyRight.HOURS, aside=True,
            may_see=may_see, loader=account_rows, pick=lambda year: year.row.seconds,
            why=AccountYear.why("time"),
        ),
        accounts.AccountColumn(
            key="rate", order=65, label=lazy("Average billable rate, 12 months"), kind="money", style="cents",
            right=MoneyRight.FEE, aside=True, may_see=may_see, loader=account_rows, pick=average_rate,
            order_of=average_rate_minor, why=AccountYear.why("hourly"),
        ),
        accounts.AccountColumn(
            key="over", order=70, label=lazy("Over-servicing"), kind="percent", right=MoneyRight.HOURS, aside=True,
            may_see=may_see, loader=account_rows, pick=over_servicing,
            why=AccountYear.why("over"),
        ),
    )  # fmt: skip
    for entry in entries:
        accounts.columns.register(entry)
    accounts.views.register(
        accounts.AccountView(
            key="below", order=10, label=lazy("Below target"), right=MoneyRight.TARGET, may_see=may_see,
            loader=account_rows, shows=lambda year, today: year.row.on_target is False,
        )
    )  # fmt: skip


def _finance_pages() -> None:
    """Register the pages of money that only finance sees."""
    slots.money_pages.register(
        slots.Entry(key="month_end", order=20, label=lazy("Month end"), url="money:month_end", may_see=may_end_months)
    )
    steps.register("month_end", 30, lazy("Open month end"), "money:month_end", roles.FINANCE)


@dataclass(frozen=True, slots=True)
class AccountYear:
    """Twelve months of an account as the actor can see them, and the target of its margin in basis points."""

    row: Row
    target: int
    span: str

    @property
    def margin(self) -> Figure | None:
        """Return the delivery margin, if it is known and visible."""
        known = self.row.margin is not None and self.row.margin.value is not None
        return self.row.margin if known else None

    @staticmethod
    def why(figure: str) -> Callable[["AccountYear"], str]:
        """Return what gives the page that explains a figure of these months, "" where it is unknown or hidden."""
        return lambda year: why_url(figure, year.row, year.span)


def account_rows(actor: Actor, ids: Sequence[int]) -> Mapping[int, AccountYear]:
    """Return twelve months of each account as the actor can see them, read once for all columns."""
    wanted, target = set(ids), limit(AGENCY_TARGET)
    year, rows = account_rows_of_a_year(actor, timezone.localdate())
    return {row.id: AccountYear(row, target, year.span) for row in rows if row.id in wanted}


def average_rate(year: AccountYear) -> Money | None:
    """Return the average billable rate, if it is known and visible."""
    hourly = year.row.hourly
    return Money(hourly.value, hourly.currency) if hourly and hourly.value is not None else None


def average_rate_minor(year: AccountYear) -> int | None:
    """Return the average billable rate for sorting."""
    rate = average_rate(year)
    return rate.minor if rate else None


def net_fees(year: AccountYear) -> Money | None:
    """Return net fees, if they are known and visible."""
    agi = year.row.agi
    return Money(agi.value, agi.currency) if agi and agi.value is not None else None


def net_fees_minor(year: AccountYear) -> int | None:
    """Return net fees in minor units: they are all in the agency's currency."""
    return year.row.agi.value if year.row.agi else None


def over_servicing(year: AccountYear) -> int | None:
    """Return over-servicing in basis points, if it is known and visible."""
    return year.row.over.value if year.row.over else None


def gap(year: AccountYear) -> int | None:
    """Return how far the margin is above its target, below 0 where it is below."""
    return year.margin.value - year.target if year.margin and year.margin.value is not None else None


def below_target(year: AccountYear) -> int | None:
    """Return how bad the margin is: its gap, and for those who see only whether it reaches the target, below first."""
    found = gap(year)
    return found if found is not None else (-1 if year.row.on_target is False else None)


class BoundShare(BasisPoints):
    """Basis points with their bound: exact, at most or at least."""

    bound: Bound = "exact"


def margin(year: AccountYear) -> BoundShare | None:
    """Return the delivery margin in basis points."""
    figure = year.margin
    if figure is None or figure.value is None:
        return None
    share = BoundShare(figure.value)
    share.share = exact(figure.value) / WHOLE
    share.bound = figure.bound
    return share
