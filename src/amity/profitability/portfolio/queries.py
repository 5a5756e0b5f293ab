"""Queries for the portfolio: the accounts the actor can see, with their profitability."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from amity.profitability.books.coverage import hides_something
from amity.profitability.books.load import Books, books, whole_books
from amity.profitability.books.records import AccountRecord
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import Period, chosen
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row, over_service, over_services, row, row_of_month
from amity.profitability.statements.rules import statement
from amity.profitability.utilisation.rules import concentration
from amity.shared.actor import Actor

ORDERS = ("fees", "time", "rate", "margin", "over")
AGENCY_TARGET = "target.agency_margin"


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The portfolio page: accounts with their rows, the total, months, and the time that belongs to no account."""

    books: Books
    period: Period
    order: str
    view: MoneyView
    currency: str
    level: str
    target: int
    accounts: Sequence[Row]
    together: Row
    months: Sequence[Row]
    unplaced: Row | None
    own_work: Row | None
    narrowed: bool
    hides_clients: bool
    concentration: Figure | None
    concentration_limit: int
    any_time: bool

    @property
    def target_share(self) -> int:
        """The target in whole percent, for a bar."""
        return self.target // 100

    @property
    def part_unknown(self) -> bool:
        """Return whether the months shown leave out work because its fee model is unknown."""
        return any(one.margin is not None and one.margin.why_not == "part_unknown" for one in self.months)

    @property
    def below(self) -> list[Row]:
        """Return accounts below the target, if the actor can see it."""
        return [one for one in self.accounts if one.on_target is False]

    @property
    def judged(self) -> list[Row]:
        """Return accounts that can be compared with the target."""
        return [one for one in self.accounts if one.on_target is not None]


def portfolio(by: Actor, today: date, choice: str = "", order: str = "fees") -> Portfolio:
    """Return the portfolio over a chosen period as the actor can see it, the worst account first for order ""."""
    own = books(by, today)
    period = chosen(choice, own.first, own.last, today)
    return portfolio_of(own, Ledger(own, period), order)


def portfolio_of(own: Books, ledger: Ledger, order: str = "fees") -> Portfolio:
    """Return the portfolio from books already read."""
    target, view = own.limit(AGENCY_TARGET), own.view
    order = order or opening_order(view)
    together = ledger.of_clients()
    shown = row(
        "portfolio", 0, "", together, view, target, too_early=ledger.period.hardly_begun,
        over=over_service(ledger) if view.time else None,
    )  # fmt: skip
    rows = account_rows(ledger)
    months = [
        row_of_month(month, str(month), worked_out, view, target, own.today)
        for month, worked_out in ledger.of_clients_by_month().items()
    ]
    return Portfolio(
        books=own,
        period=ledger.period,
        order=order,
        view=view,
        currency=own.currency,
        level=shown.level,
        target=target,
        accounts=in_order(rows, order),
        together=shown,
        months=months,
        unplaced=_unplaced(ledger),
        own_work=_own_work(ledger),
        narrowed=not own.everything,
        hides_clients=not own.everything and hides_something(own),
        concentration=_concentration(rows, own.currency),
        concentration_limit=own.limit("concentration"),
        any_time=bool(own.sums or own.service),
    )


def opening_order(view: MoneyView) -> str:
    """Return the order a page opens in: by margin, worst first, for those who see how it compares with the target."""
    return "margin" if view.target else "fees"


def account_rows(ledger: Ledger) -> list[Row]:
    """Return a row for each account with time or revenue in the period."""
    own, target = ledger.books, ledger.books.limit(AGENCY_TARGET)
    over = over_services(ledger)
    found = []
    for key, account in own.accounts.items():
        whole = ledger.of_account(key)
        if not (whole.stirs or whole.revenue.value):
            continue
        served = over[key] if own.view.time else None
        early = ledger.period.hardly_begun
        found.append(row("account", key, account.name, whole, own.view, target, too_early=early, over=served))
    return found


def known_net_fees(ledger: Ledger) -> list[tuple[AccountRecord, int]]:
    """Return the known net fees of each account with time or revenue in the period, none without the right to fees."""
    if not ledger.books.view.fee:
        return []
    found = [(account, ledger.of_account(key)) for key, account in ledger.books.accounts.items()]
    return [
        (account, whole.agi.value)
        for account, whole in found
        if whole.agi.value is not None and (whole.stirs or whole.revenue.value)
    ]


def account_rows_of_a_year(by: Actor, today: date) -> tuple[Period, list[Row]]:
    """Return twelve months, and each account in them as the actor can see it, without single months."""
    own = whole_books(by, today)
    year = chosen("", own.first, own.last, today)
    return year, account_rows(Ledger(own, year))


def in_order(rows: Sequence[Row], order: str) -> list[Row]:
    """Sort rows by net fees, time, rate, cost, profit, lowest margin or most over-servicing, with unknown values last.
    Hidden values never decide: who sees only whether a margin reaches its target has those below it first.
    """
    measured = {"margin": "margin", "over": "over", "rate": "hourly", "cost": "cost", "left": "left"}.get(order, "agi")

    def value(one: Row) -> int | None:
        figure: Figure | None = getattr(one, measured)
        return figure.value if figure else None

    if order == "time" or (order == "fees" and rows and rows[0].agi is None):
        return sorted(rows, key=lambda one: (-(one.seconds or 0), one.name))
    known = [one for one in rows if value(one) is not None]
    rest = [one for one in rows if value(one) is None]
    sign = 1 if order == "margin" else -1
    known.sort(key=lambda one: (sign * (value(one) or 0), one.name))
    judged = (False, True, None) if order == "margin" else ()
    rest.sort(key=lambda one: (judged.index(one.on_target) if judged else 0, -(one.seconds or 0), one.name))
    return [*known, *rest]


def _unplaced(ledger: Ledger) -> Row | None:
    """Return the row of projects without an account that aren't the agency's own."""
    own = ledger.books
    rows = [
        p.part
        for p in ledger.project_parts
        if not p.account_id and p.project_id and not own.projects[p.project_id].is_internal
    ]
    worked_out = statement(rows, own.currency)
    if not worked_out.stirs:
        return None
    return row("unplaced", 0, "", worked_out, own.view, own.limit(AGENCY_TARGET))


def _own_work(ledger: Ledger) -> Row | None:
    """Return the row of the agency's own time, on internal projects and on nothing, or None."""
    own = ledger.books
    rows = [
        p.part
        for p in ledger.project_parts
        if p.project_id and not p.account_id and own.projects[p.project_id].is_internal
    ]
    worked_out = statement(rows, own.currency)
    from_file = worked_out.from_file or ledger.service_from_file(0)
    whole = replace(worked_out, measures=worked_out.measures + ledger.service(0), from_file=from_file)
    if not whole.measures.seconds:
        return None
    return row("own_work", 0, "", whole, own.view, own.limit(AGENCY_TARGET))


def _concentration(rows: Sequence[Row], currency: str) -> Figure | None:
    """Return the largest account's share of net fees, or None where fees are hidden or there is no share."""
    known = [(one.id, one.agi) for one in rows if one.agi is not None]
    share = concentration(known) if known else None
    return share._replace(currency=currency) if share is not None and share.known else None
