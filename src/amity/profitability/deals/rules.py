"""The revenue of an agreement by month, and the part of each of its projects.

Source: the project's domain notes, "Revenue to date" and "Sharing out". Revenue of an agreement pooled over projects is
calculated once, over all of them, and then shared out. The parts and the rest always add up to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from amity.agreements.fees.rules import FIXED
from amity.profitability.figures.rules import Figure, Input, unknown
from amity.profitability.frozen_months.rules import OPEN, Booked, Frozen, Reached, booked
from amity.profitability.measures.rules import total
from amity.profitability.sharing.rules import Shared, share_out
from amity.profitability.terms.rules import AgreementTerms, History
from amity.projects.work_table.rules import is_too_early
from amity.shared.caches.once import once
from amity.shared.dates.periods import next_month
from amity.timesheets.rules import Measures

Months = Mapping[int, int]
"""Minor units by month (YYYYMM)."""


@dataclass(frozen=True, slots=True, eq=False)
class Deal:
    """An agreement with everything worked under it. `by_project` are the measures of each project by month.

    `billed` are the billed expenses of each project by month, which stay with it when the rest is shared out. `reached`
    caches R(t) by date. Nothing it depends on ever changes in a deal, which is equal to itself alone.
    """

    agreement_id: int
    terms: AgreementTerms
    history: History
    by_project: Mapping[int, Mapping[int, Measures]]
    billed: Mapping[int, Months] = field(default_factory=dict)
    reached: Reached = field(default_factory=dict, repr=False)


def is_early(deal: Deal | None) -> bool:
    """Return whether too little of a fixed fee's work is done to judge its margin, which depends on its forecast."""
    if deal is None or deal.terms.fee_model != FIXED:
        return False
    used = total(deal.history.months.values()).seconds
    return is_too_early(deal.terms.planned_seconds or 0, used, finished=has_finished(deal))


def has_finished(deal: Deal) -> bool:
    """Return whether any work of a fixed fee is finished."""
    progress = deal.history.progress
    return progress.has_finished or progress.finished_on is not None


class Earned:
    """Revenue of a span in the agreement's currency: as one figure, by month if each is known, and by project.

    `months` leaves out the months with unknown revenue. `parts` are minor units by project and month, `rest` is what
    can't be assigned to a project. Nothing is shared out while the whole is unknown. Values are calculated when they
    are read. The whole does not need the months.
    """

    __slots__ = ("_deal", "_first", "_frozen", "_shares_", "_span", "months_")

    def __init__(self, deal: Deal, span: Booked, frozen: Frozen, first: int) -> None:
        self._deal, self._span, self._frozen, self._first = deal, span, frozen, first

    @property
    def whole(self) -> Figure:
        """Revenue of the span."""
        return self._span.whole

    @once
    def months(self) -> Months:
        """Revenue by month."""
        if self._span.whole.value is not None:
            return self._span.months
        return {month: minor for month, minor in self._span.months.items() if month in self._frozen.closed}

    @property
    def parts(self) -> Mapping[int, Months]:
        """Revenue by project and month."""
        return self._shares[0]

    @property
    def rest(self) -> Months:
        """Amounts by month that can't be assigned to a project."""
        return {} if self.undivided else self._shares[1]

    @property
    def undivided(self) -> bool:
        """Return whether all revenue belongs to the agreement's only project, whatever the months."""
        return len(self._deal.by_project) == 1 and not self._frozen.months and self.whole.value is not None

    @once
    def _shares(self) -> tuple[Mapping[int, Months], Months]:
        deal, frozen, months = self._deal, self._frozen, self.months
        if len(deal.by_project) == 1 and not frozen.closed:
            return dict.fromkeys(deal.by_project, months), {}
        billed = {project: gathered(own, months, self._first) for project, own in deal.billed.items()}
        parts: dict[int, dict[int, int]] = {project: {} for project in deal.by_project}
        rest: dict[int, int] = {}
        for month, minor in months.items():
            closed = month in frozen.closed
            share = _frozen_share(deal, frozen, month) if closed else _shared(deal, month, minor, billed)
            for project, part in share.parts.items():
                parts[project][month] = part
            if share.rest:
                rest[month] = share.rest
        if list(parts.values()) == [months]:
            return dict.fromkeys(parts, months), rest
        return parts, rest


def earned(deal: Deal, first: int, last: int, as_of: date, frozen: Frozen = OPEN) -> Earned:
    """Return revenue of the months `first` to `last` (YYYYMM), never past `as_of`, with its parts by project.

    Closed months are as they were frozen. Their parts for a project that now belongs elsewhere are in the rest, since
    this agreement earned them.
    """
    span = booked(deal.terms, deal.history, frozen, first, last, as_of, deal.reached)
    return Earned(deal, span, frozen, first)


def _frozen_share(deal: Deal, frozen: Frozen, month: int) -> Shared[int]:
    """Return a closed month shared out to the projects that are still under the agreement."""
    held = frozen.of(month)
    here = {project: minor for project, minor in held.parts.items() if project in deal.by_project}
    gone = sum(held.parts.values()) - sum(here.values())
    return Shared(here, held.rest + gone)


def _shared(deal: Deal, month: int, minor: int, billed: Mapping[int, Months]) -> Shared[int]:
    """Share a month's revenue out to the projects. Billed expenses stay with theirs, the rest follows the fee model."""
    if len(deal.by_project) == 1:
        return Shared(dict.fromkeys(deal.by_project, minor))
    worked = [(project, months[month]) for project, months in deal.by_project.items() if month in months]
    return _beside_expenses(deal.terms.fee_model, month, minor, worked, billed)


def _beside_expenses(
    fee_model: str, month: int, minor: int, worked: Sequence[tuple[int, Measures]], billed: Mapping[int, Months]
) -> Shared[int]:
    """Share a month's revenue out. Billed expenses stay with their projects, and only the rest is shared."""
    own = Shared({key: months[month] for key, months in billed.items() if months.get(month)})
    return own + share_out(fee_model, {month: minor - own.whole}, {month: worked})


def gathered(amounts: Months, months: Iterable[int], first: int) -> dict[int, int]:
    """Move amounts from month `first` on to the first of some months that isn't earlier.

    This way, a month with unknown revenue is included in the next. Amounts after the last of the months are
    left out.
    """
    found: dict[int, int] = {}
    after = first
    for month in sorted(months):
        if held := sum(minor for when, minor in amounts.items() if after <= when <= month):
            found[month] = held
        after = next_month(month)
    return found


def line_parts(
    fee_model: str,
    months: Months,
    by_line: Mapping[int, Mapping[int, Measures]],
    billed: Mapping[int, Months] | None = None,
) -> tuple[dict[int, Months], Months]:
    """Return a project's revenue by month for each line (0 = no line), and what can't be assigned to a line.

    `billed` are the billed expenses of each line, `gathered` into these months. They stay with it.
    """
    stays = billed or {}
    parts: dict[int, dict[int, int]] = {line: {} for line in (*by_line, *stays)}
    rest: dict[int, int] = {}
    for month, minor in months.items():
        worked = [(line, sums[month]) for line, sums in by_line.items() if month in sums]
        share = _beside_expenses(fee_model, month, minor, worked, stays)
        for line, part in share.parts.items():
            parts[line][month] = part
        if share.rest:
            rest[month] = share.rest
    return dict(parts), rest


def shared_figure(whole: Figure, months: Months, of: int) -> Figure:
    """Return a part of a known revenue as a figure of its own, with its months. `of` is the number of projects."""
    value = sum(months.values())
    if whole.value is None:
        return unknown(whole.why_not or "unknown", "minor", whole.inputs, whole.currency)
    if of == 1 and value == whole.value:
        return whole
    agreement = Input("revenue_of_agreement", whole.value, "minor", "revenue", currency=whole.currency)
    projects = Input("projects_sharing", of, "count", "agreement")
    parts = (
        Input(f"part_{month}", minor, "minor", "revenue", currency=whole.currency)
        for month, minor in sorted(months.items())
        if minor
    )
    return Figure(value, "minor", None, (agreement, projects, *whole.inputs, *parts), whole.currency, whole.bound)
