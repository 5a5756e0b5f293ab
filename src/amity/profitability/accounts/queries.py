"""One account's money: key figures, months, where its net fees go, and its projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.profitability.books.load import Books, books
from amity.profitability.causes.of_rows import causes_of
from amity.profitability.period.rules import Period, chosen
from amity.profitability.portfolio.queries import AGENCY_TARGET, in_order
from amity.profitability.profit_rows.queries import PROJECT_TARGET, project_rows
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row, over_service, row, row_of_month
from amity.shared.actor import Actor
from amity.shared.money import part_of
from amity.shared.shares import WHOLE

ORDERS: Final = ("fees", "time", "rate", "cost", "left", "margin")


@dataclass(frozen=True, slots=True)
class Taking:
    """An account's gap to its target, in minor units: the target amount, the profit, and the gap by project."""

    target: int
    left: int
    projects: Sequence[tuple[Row, int]]

    @property
    def missing(self) -> int:
        """The gap to the target."""
        return self.target - self.left

    @property
    def above(self) -> int:
        """The amount above the target."""
        return self.left - self.target


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """The Money tab of an account. `causes` has why a project misses its target, which is that of all projects.

    Projects begin with the one that misses most money.
    """

    account: Account
    books: Books
    period: Period
    view: MoneyView
    currency: str
    level: str
    target: int
    project_target: int
    whole: bool
    together: Row
    months: Sequence[Row]
    projects: Sequence[Row]
    causes: Mapping[int, str]
    taking: Taking | None

    @property
    def target_share(self) -> int:
        """The projects' target in whole percent, for a bar."""
        return self.project_target // 100


def account_money(by: Actor, account_id: int, today: date, choice: str = "") -> AccountMoney:
    """Return an account's money, limited to what the actor can see. Raise `NotSeen`."""
    return money_of(by, account_seen_by(by, account_id), today, choice)


def money_of(by: Actor, account: Account, today: date, choice: str = "") -> AccountMoney:
    """Return the money of an account that was read for this actor, or that they answer for."""
    account_id = account.pk
    own = books(by, today, account_id=account_id)
    ledger = Ledger(own, chosen(choice, own.first, own.last, today))
    target, view = own.limit(AGENCY_TARGET), own.view
    whole = ledger.of_account(account_id)
    over = over_service(ledger, account_id) if view.time else None
    early = ledger.period.hardly_begun
    together = row("account", account_id, account.name, whole, view, target, too_early=early, over=over)
    of_projects = own.limit(PROJECT_TARGET)
    projects = _worst_first(project_rows(ledger, list(own.projects.values()), of_projects), of_projects)
    return AccountMoney(
        account=account,
        books=own,
        period=ledger.period,
        view=view,
        currency=own.currency,
        level=together.level,
        target=target,
        project_target=of_projects,
        whole=account_id in own.whole,
        together=together,
        months=[
            row_of_month(month, str(month), worked_out, view, target, own.today)
            for month, worked_out in ledger.by_month(lambda part: part.account_id == account_id).items()
        ],
        projects=projects,
        causes=causes_of(own, ledger.period, projects, of_projects),
        taking=_taking(together, projects, target),
    )


def projects_in_order(seen: AccountMoney, order: str) -> Sequence[Row]:
    """Return the projects of an account in one of `ORDERS`, the one that misses most money first for any other."""
    return in_order(seen.projects, order) if order in ORDERS else seen.projects


def _worst_first(rows: Sequence[Row], target: int) -> list[Row]:
    """Sort rows by the money that misses the target, then those below it without an amount, then by net fees."""
    gaps = {id(one): gap_of(one, target) or 0 for one in rows}
    return sorted(in_order(rows, "fees"), key=lambda one: (-max(gaps[id(one)], 0), one.on_target is not False))


def gap_of(one: Row, target: int) -> int | None:
    """Return what a row misses of a target, below 0 where it is above it, or None if it is not known."""
    if one.left is None or one.left.value is None or one.agi is None or one.agi.value is None:
        return None
    return _share(one.agi.value, target) - one.left.value


def _taking(together: Row, projects: Sequence[Row], target: int) -> Taking | None:
    """Return the gap to the target by project, largest first, or None if it is not known."""
    if together.left is None or together.agi is None:
        return None
    if together.left.value is None or together.agi.value is None:
        return None
    gaps = [(one, gap_of(one, target) or 0) for one in projects]
    ranked = sorted((pair for pair in gaps if pair[1] > 0), key=lambda pair: -pair[1])
    return Taking(_share(together.agi.value, target), together.left.value, ranked)


def _share(minor: int, basis_points: int) -> int:
    return part_of(minor, Fraction(basis_points, WHOLE))
