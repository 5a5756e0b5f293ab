"""Rows of money limited to a reader's rights. A hidden field is None, so the object doesn't have it at all."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from amity.agency.rules import PERSON
from amity.profitability.deals.rules import Deal
from amity.profitability.figures.rules import Figure, Input, unknown
from amity.profitability.period.rules import Period, period
from amity.profitability.retainer_revenue.rules import periods
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import FROM_FILE, MoneyView
from amity.profitability.statements.rules import Statement
from amity.profitability.utilisation.rules import over_servicing
from amity.shared.caches.memo import Memo
from amity.shared.shares import Band, seen_band

NO_RIGHT = "no_right"
SERVED: Memo[tuple[Deal, Period], tuple[int, int]] = Memo(4_096)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of money. Seconds are None below *hours*, fees below *fee*. Cost and margin depend on the cost level.

    `on_target` needs *on/below target*; `band` says how far below, as far as the margin may be seen. `value` is the
    value of time at imported rates, if there is no revenue. `level` is the cost level of this row: "file" if costs
    came with a file. `too_early`: too little of a fixed fee's work is done, or of the month has passed,
    to compare the margin with the target. `unpriced` has no cost or no price: `uncosted` no cost, `unvalued` no price
    where revenue depends on it. Time without either is in both.
    """

    kind: str
    id: int
    name: str
    seconds: int | None
    unpriced: int | None
    revenue: Figure | None
    agi: Figure | None
    hourly: Figure | None
    value: Figure | None
    cost: Figure | None
    left: Figure | None
    margin: Figure | None
    of_known: Figure | None
    account_margin: Figure | None
    service: int | None
    on_target: bool | None
    why_not: str | None
    over: Figure | None = None
    note: str = ""
    fee_model: str = ""
    level: str = ""
    band: Band | None = None
    too_early: bool = False
    uncosted: int | None = None
    unvalued: int | None = None

    @property
    def share(self) -> int | None:
        """The margin in percent for a bar, or None."""
        return None if self.margin is None or self.margin.value is None else self.margin.value // 100

    @property
    def time(self) -> Figure | None:
        """The delivery time as a figure, or None without the right to hours."""
        if self.seconds is None:
            return None
        return Figure(self.seconds, "seconds", None, (Input("delivery_time", self.seconds, "seconds", "entries"),))

    @property
    def margin_name(self) -> str:
        """The figure that explains the margin shown: the margin of known parts, if one part is unknown."""
        return "of_known" if self.margin is not None and self.margin.why_not == "part_unknown" else "margin"

    @property
    def shut(self) -> bool:
        """Return whether the margin is shown as a label only because it would reveal cost by person."""
        return self.margin is None and self.on_target is not None and self.level in (PERSON, FROM_FILE)

    @property
    def passed_on(self) -> int:
        """Pass-through costs in minor units, which net fees exclude, 0 if fees are hidden."""
        inputs = self.agi.inputs if self.agi else ()
        return sum(one.value for one in inputs if one.label == "pass_through" and isinstance(one.value, int))

    @property
    def bar(self) -> str:
        """The CSS class of that bar."""
        return {"watch": "w", "unwell": "o"}.get(self.band or "", "i")


def row(
    kind: str, key: int, name: str, worked_out: Statement, view: MoneyView, target: int, *,
    too_early: bool = False, **more: object,
) -> Row:  # fmt: skip
    """Return a statement limited to what the reader can see. `target` is a margin in basis points."""
    s, view = worked_out, view.over(from_file=worked_out.from_file)
    return Row(
        kind,
        key,
        name,
        seconds=s.measures.seconds if view.time else None,
        unpriced=s.unpriced if view.time else None,
        revenue=view.money(s.revenue),
        agi=view.money(s.agi),
        hourly=view.money(s.hourly),
        value=view.money(s.value) if s.revenue.value is None else None,
        cost=view.kept(s.cost),
        left=view.kept(s.left),
        margin=view.kept(s.margin),
        of_known=view.kept(s.of_known),
        account_margin=view.kept(s.account_margin),
        service=s.service.seconds if view.time else None,
        on_target=on_target(s.margin, target) if view.target and not too_early else None,
        band=None if too_early else band_of(s.margin, target, view),
        too_early=too_early and view.target and s.margin.value is not None,
        why_not=why_not(s, view),
        level=view.level,
        uncosted=s.measures.uncosted_seconds if view.time else None,
        unvalued=s.unvalued if view.time else None,
        **more,  # type: ignore[arg-type]
    )


def row_of_month(month: int, name: str, worked_out: Statement, view: MoneyView, target: int, today: date) -> Row:
    """Return the row of a month, which isn't compared with its target while it has hardly begun."""
    early = period(month, month, today).hardly_begun
    return row("month", month, name, worked_out, view, target, too_early=early)


def on_target(margin: Figure, target: int) -> bool | None:
    """Return whether a margin reaches its target, or None without a margin."""
    return None if margin.value is None else margin.value >= target


def band_of(margin: Figure, target: int, view: MoneyView) -> Band | None:
    """Return how a margin compares with its target: for who sees no margin, only whether it reaches it."""
    if margin.value is None or not view.target:
        return None
    return seen_band(margin.value, target, sees_margin=view.margin)


def why_not(s: Statement, view: MoneyView) -> str | None:
    """Return why a row has no margin: a missing right, or the first missing input."""
    if not view.fee:
        return NO_RIGHT
    if s.revenue.value is None:
        return s.revenue.why_not
    return s.margin.why_not if view.margin else NO_RIGHT


TOO_EARLY: Final = unknown("hardly_begun", "basis_points")
"""The over-servicing of a month that has hardly begun: all that is included against the work of a few days."""


def over_service(ledger: Ledger, account_id: int | None = None) -> Figure:
    """Return worked against included time of retainers in the period, for one account, or for all those
    fully visible.
    """
    if ledger.period.hardly_begun:
        return TOO_EARLY
    served = _served(ledger)
    pairs = [pair for account, pair in served if account_id is None or account == account_id]
    return over_servicing(sum(worked for worked, _ in pairs), sum(included for _, included in pairs))


def over_services(ledger: Ledger) -> Mapping[int, Figure]:
    """Return the over-servicing of each account."""
    if ledger.period.hardly_begun:
        return dict.fromkeys(ledger.books.accounts, TOO_EARLY)
    worked: defaultdict[int, int] = defaultdict(int)
    included: defaultdict[int, int] = defaultdict(int)
    for account, (used, promised) in _served(ledger):
        worked[account] += used
        included[account] += promised
    return {account: over_servicing(worked[account], included[account]) for account in ledger.books.accounts}


def _served(ledger: Ledger) -> list[tuple[int, tuple[int, int]]]:
    """Return (account, (worked, included)) in seconds of each hours retainer in the period whose work is
    all visible.
    """
    seen = ledger.books.projects.keys()
    return [
        (_account_of(ledger, key), served(deal, ledger.period))
        for key, deal in ledger.books.deals.items()
        if deal.terms.fee_model == "retainer" and deal.terms.included_seconds and deal.by_project.keys() <= seen
    ]


def served(deal: Deal, span: Period) -> tuple[int, int]:
    """Return the seconds worked on a retainer of hours in a period, and those it includes."""
    return SERVED.get((deal, span), partial(_served_of, deal, span))


def _served_of(deal: Deal, span: Period) -> tuple[int, int]:
    inside = [one for one in periods(deal.terms, deal.history, span.as_of) if one.month >= span.first]
    return sum(one.used_seconds for one in inside), sum(one.included_seconds for one in inside)


def _account_of(ledger: Ledger, agreement_id: int) -> int:
    own = ledger.books.agreements[agreement_id].account_id
    projects = ledger.books.deals[agreement_id].by_project
    shown = (ledger.books.projects[key].account_id for key in projects if key in ledger.books.projects)
    return own or next((account for account in shown if account), 0)
