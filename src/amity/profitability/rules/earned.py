"""What an agreement earned month by month, and the part of each of its projects.

Source: the project's domain notes, "Revenue to date" and "Sharing out". Revenue of an agreement pooled over projects is
worked out once, over all of them, and then shared out: the parts and the rest always add up to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from amity.profitability.rules.figures import Figure, Input, unknown
from amity.profitability.rules.revenue import revenue_between, revenue_to_date
from amity.profitability.rules.sharing import Shared, share_out
from amity.profitability.rules.terms import AgreementTerms, History
from amity.shared.periods import last_day, months_between, previous_month
from amity.timesheets.rules import Measures

Months = Mapping[int, int]
"""Minor units by month (YYYYMM)."""


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement with everything worked under it: `by_project` holds the measures of each project by month."""

    agreement_id: int
    terms: AgreementTerms
    history: History
    by_project: Mapping[int, Mapping[int, Measures]]


@dataclass(frozen=True, slots=True)
class Earned:
    """Revenue of a span in the agreement's currency: as one figure, by month where each is known, and by project.

    `months` misses the months whose revenue cannot be said. `parts` are minor units by project and month, `rest` is
    what no project could take. Nothing is shared out while the whole is unknown.
    """

    whole: Figure
    months: Months = field(default_factory=dict)
    parts: Mapping[int, Months] = field(default_factory=dict)
    rest: Months = field(default_factory=dict)


def earned(deal: Deal, first: int, last: int, as_of: date) -> Earned:
    """Revenue of the months `first` to `last` (YYYYMM), never past `as_of`, with its parts by project."""
    whole = revenue_between(deal.terms, deal.history, first, last, as_of)
    if whole.value is None:
        return Earned(whole)
    months = _by_month(deal, first, last, as_of)
    shared = {month: _shared(deal, month, minor) for month, minor in months.items()}
    parts: dict[int, dict[int, int]] = {project: {} for project in deal.by_project}
    for month, share in shared.items():
        for project, minor in share.parts.items():
            parts[project][month] = minor
    rest = {month: share.rest for month, share in shared.items() if share.rest}
    return Earned(whole, months, parts, rest)


def _by_month(deal: Deal, first: int, last: int, as_of: date) -> dict[int, int]:
    """R at each month's end less R at the last end that was known: where a month cannot be said, the next holds it."""
    before = revenue_to_date(deal.terms, deal.history, min(last_day(previous_month(first)), as_of)).value or 0
    months: dict[int, int] = {}
    for month in months_between(first, last):
        reached = revenue_to_date(deal.terms, deal.history, min(last_day(month), as_of)).value
        if reached is not None:
            months[month] = reached - before
            before = reached
    return months


def _shared(deal: Deal, month: int, minor: int) -> Shared[int]:
    """A month's revenue to the projects: all of it where there is one, else as the fee model says."""
    if len(deal.by_project) == 1:
        return Shared(dict.fromkeys(deal.by_project, minor))
    worked = [(project, months[month]) for project, months in deal.by_project.items() if month in months]
    return share_out(deal.terms.fee_model, {month: minor}, {month: worked})


def line_parts(
    fee_model: str, months: Months, by_line: Mapping[int, Mapping[int, Measures]]
) -> tuple[dict[int, Months], Months]:
    """A project's revenue by month brought to its lines (0 = no line), and by month what no line could take."""
    parts: dict[int, dict[int, int]] = {line: {} for line in by_line}
    rest: dict[int, int] = {}
    for month, minor in months.items():
        worked: Sequence[tuple[int, Measures]] = [
            (line, sums[month]) for line, sums in by_line.items() if month in sums
        ]
        share = share_out(fee_model, {month: minor}, {month: worked})
        for line, part in share.parts.items():
            parts[line][month] = part
        if share.rest:
            rest[month] = share.rest
    return dict(parts), rest


def shared_figure(whole: Figure, months: Months, of: int) -> Figure:
    """A part of a known revenue as a figure of its own; `of` counts the projects it was shared over."""
    value = sum(months.values())
    if whole.value is None:
        return unknown(whole.why_not or "unknown", "minor", whole.inputs, whole.currency)
    if of == 1:
        return whole
    agreement = Input("revenue_of_agreement", whole.value, "minor", "revenue", currency=whole.currency)
    projects = Input("projects_sharing", of, "count", "agreement")
    return Figure(value, "minor", None, (agreement, projects, *whole.inputs), whole.currency, whole.bound)
