"""Time and net fees that serve a goal, and those that serve none, of all accounts the actor sees."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amity.profitability.books.load import books
from amity.profitability.drift.rules import quarter_period, share
from amity.profitability.drift.work import Portion, portions
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import Period
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rules import Part, fees_of
from amity.shared.actor import Actor
from amity.strategy.answers.queries import AnsweredNo, answered_no


@dataclass(frozen=True, slots=True)
class Totals:
    """Work of one or all accounts in a quarter, in all and without a goal.

    `time` and `time_without_goal` are in seconds, None without the right to hours. `fees` are the net fees of work for
    no goal, None without the right to them. `service` is time on accounts but on no project, which serves no goal here.
    """

    period: Period
    view: MoneyView
    currency: str
    last_with_time: int
    time: int | None
    time_without_goal: int | None
    any_without_goal: bool
    fees: Figure | None
    service: int
    strayed: Sequence[AnsweredNo]

    @property
    def seconds(self) -> int:
        """All time on projects."""
        return self.time or 0

    @property
    def served(self) -> int:
        """The time that serves a goal."""
        return self.seconds - (self.time_without_goal or 0)

    @property
    def served_share(self) -> int | None:
        """Its share in basis points, None without any time."""
        return share(self.served, self.seconds)


@dataclass(frozen=True, slots=True)
class AccountShare:
    """An account in the list of all, with its drift."""

    account_id: int
    name: str
    drift: Totals

    @property
    def key(self) -> str:
        """Return what tells it from every other account."""
        return str(self.account_id)

    @property
    def order_name(self) -> str:
        """Return its name as names are ordered."""
        return self.name.casefold()

    @property
    def order_fees(self) -> int | None:
        """Return its net fees without a goal in minor units, None where it has none or they aren't known."""
        return self.drift.fees.value if self.drift.fees and self.drift.any_without_goal else None

    @property
    def strayed(self) -> int:
        """Return how many emails didn't serve the strategy."""
        return len(self.drift.strayed)

    @property
    def quarter(self) -> str:
        """Return the quarter as the address of its page takes it."""
        return self.drift.period.choice


def every_drift(by: Actor, today: date, choice: str) -> tuple[Totals, list[AccountShare]]:
    """Return the work of all accounts by goal in a quarter, and by account, the most time without a goal first."""
    own = books(by, today)
    ledger = Ledger(own, quarter_period(choice, own.last, today))
    work: defaultdict[int, list[Portion]] = defaultdict(list)
    for one in portions(ledger, [project for project in own.projects.values() if project.account_id in own.accounts]):
        work[one.project.account_id or 0].append(one)
    strayed: defaultdict[int, list[AnsweredNo]] = defaultdict(list)
    for answer in answered_no(by, list(own.accounts), ledger.period.first_day, ledger.period.last_day):
        strayed[answer.account_id].append(answer)
    found = [
        AccountShare(key, own.accounts[key].name, _totals(ledger, work[key], [key], strayed[key]))
        for key in own.accounts
        if work[key] or strayed[key]
    ]
    everything = [one for rows in work.values() for one in rows]
    whole = _totals(ledger, everything, list(own.accounts), [one for rows in strayed.values() for one in rows])
    return whole, sorted(found, key=lambda one: (-(one.drift.time_without_goal or 0), one.name))


def _totals(
    ledger: Ledger, work: Sequence[Portion], account_ids: Sequence[int], strayed: Sequence[AnsweredNo]
) -> Totals:
    own = ledger.books
    parts = [part for one in work for part in one.parts]
    without_goal = [part for one in work if one.served is None for part in one.parts]
    view = own.view.over(from_file=any(part.from_file for part in without_goal if part.measures.seconds))
    return Totals(
        period=ledger.period, view=own.view, currency=own.currency, last_with_time=own.last,
        time=_seconds(own.view, parts), time_without_goal=_seconds(own.view, without_goal),
        any_without_goal=bool(without_goal), fees=view.money(fees_of(without_goal, own.currency)),
        service=sum(ledger.service(account).seconds for account in account_ids), strayed=strayed,
    )  # fmt: skip


def _seconds(view: MoneyView, parts: Sequence[Part]) -> int | None:
    return sum(part.measures.seconds for part in parts) if view.time else None
