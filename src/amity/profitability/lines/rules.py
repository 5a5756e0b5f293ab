"""Quoted against actual by line: sold, current, used and left.

Source: the project's domain notes, "Brief → estimate → agreement → project" (one line keeps its identity, its terms are
append-only rows). Time in seconds, amounts in minor units.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from amity.profitability.figures.rules import HOUR, basis_points
from amity.shared.money import Rate, round_half_even

Source = Literal["estimate", "agreement", "change_order"]


@dataclass(frozen=True, slots=True)
class LineTerms:
    """One row of a line's terms. A change order applies once signed. `signed_on` None is a draft, or an estimate."""

    valid_from: date
    planned_seconds: int
    source: Source = "agreement"
    signed_on: date | None = None
    rate: Rate | None = None
    planned_cost: int | None = None


@dataclass(frozen=True, slots=True)
class LineUse:
    """The state of a line: plan at signing and now, time used, hours to go as stated, and its finished mark."""

    line_id: int
    quoted_seconds: int
    planned_seconds: int
    used_seconds: int
    stated_to_go: int | None = None
    finished: bool = False
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class LineStatus:
    """A row of the table: `difference` = used + to go − quoted. `used_bp` = used ÷ plan, None without a plan.

    `to_go_seconds` is None (unknown) if the work isn't finished and its plan is used up. `difference_seconds` is then
    the difference so far.
    """

    line_id: int
    quoted_seconds: int
    planned_seconds: int
    used_seconds: int
    to_go_seconds: int | None
    difference_seconds: int
    used_bp: int | None
    finished: bool


def quoted(rows: Sequence[LineTerms], signed_on: date | None) -> LineTerms | None:
    """Return the terms in force when the agreement was signed, or before any signature the newest offer."""
    ordered = sorted(rows, key=lambda row: row.valid_from)
    if signed_on is None:
        offers = [row for row in ordered if row.source != "change_order"] or ordered[:1]
        return offers[-1] if offers else None
    in_force = [row for row in ordered if row.valid_from <= signed_on and row.source != "change_order"]
    return in_force[-1] if in_force else (ordered[0] if ordered else None)


def current(rows: Sequence[LineTerms], signed_on: date | None, on: date) -> LineTerms | None:
    """Return the latest signed terms valid on a day: the quoted terms unless a change order has been signed since."""
    changes = [
        row
        for row in rows
        if row.source == "change_order" and row.signed_on is not None and max(row.signed_on, row.valid_from) <= on
    ]
    return max(changes, key=lambda row: (row.valid_from, row.signed_on)) if changes else quoted(rows, signed_on)


def line_status(use: LineUse) -> LineStatus:
    """Return a line's row. Finished: nothing to go. Otherwise the stated hours, or what is left of the plan.

    Work that isn't finished and has used up its plan has an unknown time to go, not 0.
    """
    left = max(use.planned_seconds - use.used_seconds, 0)
    rest = None if use.used_seconds and not left else left
    open_time = rest if use.stated_to_go is None else use.stated_to_go
    to_go = 0 if use.finished else open_time
    return LineStatus(
        use.line_id,
        use.quoted_seconds,
        use.planned_seconds,
        use.used_seconds,
        to_go,
        use.used_seconds + (to_go or 0) - use.quoted_seconds,
        basis_points(use.used_seconds, use.planned_seconds) if use.planned_seconds else None,
        use.finished,
    )


def not_quoted(used_seconds: int) -> LineStatus:
    """Return the row of work on no line: quoted 0, so all of it is difference. Ideally, it is zero."""
    return line_status(LineUse(0, 0, 0, used_seconds))


def together(lines: Iterable[LineStatus]) -> LineStatus:
    """Return the total row: sums of the rows, and the share used from the sums. Finished if all quoted lines are."""
    rows = list(lines)
    planned = sum(row.planned_seconds for row in rows)
    used = sum(row.used_seconds for row in rows)
    return LineStatus(
        0,
        sum(row.quoted_seconds for row in rows),
        planned,
        used,
        None if any(row.line_id and row.to_go_seconds is None for row in rows) else _to_go(rows),
        sum(row.difference_seconds for row in rows),
        basis_points(used, planned) if planned else None,
        all_finished(rows),
    )


def _to_go(rows: Sequence[LineStatus]) -> int:
    return sum(row.to_go_seconds or 0 for row in rows)


def all_finished(lines: Sequence[LineStatus]) -> bool:
    """Return whether every quoted line is finished, which makes the work finished. Without lines it is not."""
    marks = [row.finished for row in lines if row.line_id]
    return bool(marks) and all(marks)


def line_value(seconds: int, rate: Rate) -> int:
    """Return what some time is worth at an hourly rate, in minor units."""
    return round_half_even(Decimal(seconds) * rate.per_hour / HOUR, rate.currency)
