"""Register profitability on other pages: navigation, the account's Money tab, columns of the list of accounts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import places as accounts
from amity.agency import policy as agency
from amity.profitability import policy
from amity.profitability.causes.queries import state_of
from amity.profitability.figures.rules import Bound
from amity.profitability.portfolio.queries import account_rows_of_a_year
from amity.profitability.projects.hours import hours_of
from amity.profitability.statements.rows import Row
from amity.projects import places as projects
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.shared.shares import BasisPoints, exact
from amity.ui import slots


def may_see(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open Money."""
    return bool(policy.may_see_money(actor))


def may_set_rates(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open the cost rates."""
    return bool(agency.may_set_cost(actor))


def may_end_months(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open the month end."""
    return bool(policy.may_end_months(actor))


def may_see_ahead(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open the outlook."""
    return bool(policy.may_see_ahead(actor))


def register() -> None:
    """Register the slots' entries."""
    projects.hours.append(hours_of)
    slots.navigation.register(
        slots.Entry(key="money", order=30, label=lazy("Money"), url="money:portfolio", icon="coins", may_see=may_see)
    )
    slots.money_pages.register(
        slots.Entry(key="portfolio", order=10, label=lazy("Portfolio"), url="money:portfolio", may_see=may_see)
    )
    slots.money_pages.register(
        slots.Entry(key="ahead", order=15, label=lazy("Outlook"), url="money:ahead", may_see=may_see_ahead)
    )
    _finance_pages()
    accounts.tabs.register(
        slots.Entry(key="money", order=30, label=lazy("Money"), url="money:account", may_see=may_see)
    )
    projects.tabs.register(
        slots.Entry(key="money", order=30, label=lazy("Money"), url="money:project", may_see=may_see)
    )
    projects.sections.register(
        projects.ProjectSection(
            key="state", order=10, label=lazy("State of the project"), tab=projects.WORK, place="top",
            template="profitability/state.html", of=state_of,
        )
    )  # fmt: skip
    _account_columns()


def _account_columns() -> None:
    """Register the columns for twelve months in the list of accounts."""
    accounts.columns.register(
        accounts.AccountColumn(
            key="net_fees",
            order=30,
            label=lazy("Net fees, 12 months"),
            kind="money",
            right=MoneyRight.FEE,
            may_see=may_see,
            loader=account_rows,
            pick=net_fees,
        )
    )
    accounts.columns.register(
        accounts.AccountColumn(
            key="margin",
            order=40,
            label=lazy("Margin"),
            kind="percent",
            right=MoneyRight.MARGIN,
            may_see=may_see,
            loader=account_rows,
            pick=margin,
            template="profitability/cells/margin.html",
        )
    )


def _finance_pages() -> None:
    """Register the pages of money that only finance sees."""
    slots.money_pages.register(
        slots.Entry(key="month_end", order=20, label=lazy("Month end"), url="money:month_end", may_see=may_end_months)
    )
    slots.money_pages.register(
        slots.Entry(key="rates", order=35, label=lazy("Rates"), url="agency:cost_rates", may_see=may_set_rates)
    )


def account_rows(actor: Actor, ids: Sequence[int]) -> Mapping[int, Row]:
    """Return twelve months of each account as the actor can see them, read once for all columns."""
    wanted = set(ids)
    return {one.id: one for one in account_rows_of_a_year(actor, timezone.localdate()) if one.id in wanted}


def net_fees(row: Row) -> Money | None:
    """Return net fees, if they are known and visible."""
    return Money(row.agi.value, row.agi.currency) if row.agi and row.agi.value is not None else None


class BoundShare(BasisPoints):
    """Basis points with their bound: exact, at most or at least."""

    bound: Bound = "exact"


def margin(row: Row) -> BoundShare | None:
    """Return the delivery margin in basis points."""
    if row.margin is None or row.margin.value is None:
        return None
    share = BoundShare(row.margin.value)
    share.exact = exact(row.margin.value)
    share.bound = row.margin.bound
    return share
