"""One account's money: key figures, months, where its net fees go, and its projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.profitability.books.load import books
from amity.profitability.causes.queries import causes_of
from amity.profitability.period.rules import Period, chosen
from amity.profitability.portfolio.queries import AGENCY_TARGET, in_order
from amity.profitability.profit_rows.queries import project_rows
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rows import Row, over_service, row
from amity.shared.actor import Actor
from amity.shared.money import part_of
from amity.shared.shares import WHOLE


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
    """The Money tab of an account. `causes` says by project why it misses the target."""

    account: Account
    period: Period
    view: MoneyView
    currency: str
    level: str
    target: int
    whole: bool
    together: Row
    months: Sequence[Row]
    projects: Sequence[Row]
    causes: Mapping[int, str]
    taking: Taking | None
    last_with_time: int

    @property
    def target_share(self) -> int:
        """The target in whole percent, for a bar."""
        return self.target // 100


def account_money(by: Actor, account_id: int, today: date, choice: str = "") -> AccountMoney:
    """Return an account's money, limited to what the actor can see. Raise `NotSeen`."""
    account = account_seen_by(by, account_id)
    own = books(by, today, account_id=account_id)
    ledger = Ledger(own, chosen(choice, own.first, own.last, today))
    target, view = own.limit(AGENCY_TARGET), own.view
    whole = ledger.of_account(account_id)
    over = over_service(ledger, account_id) if view.time else None
    together = row("account", account_id, account.name, whole, view, target, over=over)
    projects = in_order(project_rows(ledger, list(own.projects.values()), target), "fees")
    return AccountMoney(
        account=account,
        period=ledger.period,
        view=view,
        currency=own.currency,
        level=together.level,
        target=target,
        whole=account_id in own.whole,
        together=together,
        months=[
            row("month", month, str(month), worked_out, view, target)
            for month, worked_out in ledger.by_month(lambda part: part.account_id == account_id).items()
        ],
        projects=projects,
        causes=causes_of(own, projects, target),
        taking=_taking(together, projects, target),
        last_with_time=own.last,
    )


def _taking(together: Row, projects: Sequence[Row], target: int) -> Taking | None:
    """Return the gap to the target by project, largest first, or None if it is not known."""
    if together.left is None or together.agi is None:
        return None
    if together.left.value is None or together.agi.value is None:
        return None
    missing = []
    for one in projects:
        if one.left is not None and one.left.value is not None and one.agi is not None and one.agi.value is not None:
            gap = _share(one.agi.value, target) - one.left.value
            if gap > 0:
                missing.append((one, gap))
    ranked = sorted(missing, key=lambda pair: -pair[1])
    return Taking(_share(together.agi.value, target), together.left.value, ranked)


def _share(minor: int, basis_points: int) -> int:
    return part_of(minor, Fraction(basis_points, WHOLE))
