"""Future revenue of signed agreements, month by month: money and time from tomorrow, unweighted.

Source: the project's jobs, J6 "net fees by month ahead", and its domain notes, "Revenue to date". The rest of a fee is
spread by day to its end, by largest remainder: the months, what comes later and what has no date add up to it exactly.
Pass-through costs and billed expenses are not net fees and are in no month.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from amity.profitability.retainer_revenue.rules import agreed, bought_lots, days_share, discount_gone
from amity.profitability.revenue.rules import MODELS
from amity.profitability.terms.rules import AgreementTerms, History
from amity.retainers.periods.rules import reckoned
from amity.retainers.terms.rules import Agreed, in_force
from amity.shared.dates.periods import first_day, last_day, month_of, next_month
from amity.shared.money import largest_remainder, part_of, round_half_even

Kind = Literal["retainer", "goes_on", "fixed", "time", "block", "free", "unknown"]
Months = Mapping[int, int]
"""Minor units or seconds by month (YYYYMM)."""

MONTHS: Final = 12
"""Months of the outlook, including the current one."""


@dataclass(frozen=True, slots=True)
class LineLeft:
    """A quoted line: planned and used seconds, whether it is finished, and the price of an hour (None: not known)."""

    planned: int
    used: int
    finished: bool = False
    rate: Decimal | None = None

    @property
    def left(self) -> int:
        """Seconds quoted and not used yet, 0 for finished work."""
        return 0 if self.finished else max(self.planned - self.used, 0)


@dataclass(frozen=True)
class Spread:
    """An amount by month, the part after the last month, and the part without a date."""

    months: Months = field(default_factory=dict)
    later: int = 0
    undated: int = 0

    @cached_property
    def whole(self) -> int:
        """The sum of all parts: exactly what was spread."""
        return sum(self.months.values()) + self.later + self.undated

    def __add__(self, other: "Spread") -> "Spread":
        months = {
            month: self.months.get(month, 0) + other.months.get(month, 0)
            for month in sorted({*self.months, *other.months})
        }
        return Spread(months, self.later + other.later, self.undated + other.undated)


NONE: Final = Spread()


@dataclass(frozen=True, slots=True)
class Ahead:
    """The revenue an agreement has to come, in minor units of its currency, and its seconds. `end` is the last day it
    is spread to.

    `why_not` is the code of the reason if the money is not known. `money` is then None.
    """

    kind: Kind
    money: Spread | None
    seconds: Spread = NONE
    end: date | None = None
    why_not: str = ""


def horizon(today: date) -> list[int]:
    """Return the months of the outlook: that of tomorrow, of which only the rest counts, and those after it."""
    found = [month_of(today + timedelta(days=1))]
    while len(found) < MONTHS:
        found.append(next_month(found[-1]))
    return found


def spread(whole: int, first: date, end: date | None, months: Sequence[int]) -> Spread:
    """Spread `whole` by day from `first` to `end`, both included. Past its end it is all in the first month."""
    if end is None:
        return Spread(undated=whole)
    if not whole:
        return NONE
    first = max(first, first_day(months[0]))
    if end < first:
        return Spread({months[0]: whole})
    weights = [_days(max(first, first_day(month)), min(end, last_day(month))) for month in months]
    weights.append(_days(max(first, last_day(months[-1]) + timedelta(days=1)), end))
    *parts, later = largest_remainder(whole, weights)
    return Spread({month: part for month, part in zip(months, parts, strict=True) if part}, later)


def ahead(
    terms: AgreementTerms, history: History, lines: Iterable[LineLeft], *, end: date | None, over: bool, today: date
) -> Ahead:
    """Return an agreement's revenue after today.

    `end` is its own end or its projects'. `over`: all work has ended.
    """
    own = tuple(lines)
    if terms.fee_model == "retainer":
        return _retainer(terms, today, over=over)
    if terms.fee_model == "prepaid":
        return _block(terms, history, today)
    kind: Kind = KINDS[terms.fee_model]
    left = 0 if over else _time_left(terms, history, own)
    money, why_not = LEFT[kind](terms, history, own, today)
    first = max(today + timedelta(days=1), terms.starts_on or date.min)
    months = horizon(today)
    if over and (kind != "fixed" or money is None):
        money, why_not = 0, ""
    dated = end if (money or left) else None
    seconds = spread(left, first, end, months)
    return Ahead(kind, None if money is None else spread(money, first, end, months), seconds, dated, why_not)


Left = Callable[[AgreementTerms, History, Sequence[LineLeft], date], tuple[int | None, str]]
"""Minor units left of an agreement, or None with the reason's code."""


def _fixed(terms: AgreementTerms, history: History, lines: Sequence[LineLeft], today: date) -> tuple[int | None, str]:
    """Return the fee less discount less revenue to date."""
    earned = MODELS["fixed"](terms, history, today)
    if earned.value is None or terms.net_fee is None:
        return None, earned.why_not or "no_fee"
    return max(terms.net_fee - earned.value, 0), ""


def _time(terms: AgreementTerms, history: History, lines: Sequence[LineLeft], today: date) -> tuple[int | None, str]:
    """Return the value of quoted time left, limited by the cap and less the discount, or None with the reason."""
    if not any(one.planned for one in lines):
        return None, "no_plan"
    open_lines = [one for one in lines if one.left]
    if any(one.rate is None for one in open_lines):
        return None, "no_prices"
    value = sum(round_half_even((one.rate or 0) * Decimal(one.left) / 3600, terms.currency) for one in open_lines)
    earned = MODELS["time_and_materials"](terms, history, today)
    if terms.cap is not None:
        if earned.value is None:
            return None, earned.why_not or "unknown"
        value = part_of(value, Fraction(terms.cap - terms.discount, terms.cap)) if terms.cap else 0
        return max(min(value, terms.cap - terms.discount - earned.value), 0), ""
    spent = sum(sums.value for sums in history.months.values())
    return max(value - max(terms.discount - spent, 0), 0), ""


def _free(terms: AgreementTerms, history: History, lines: Sequence[LineLeft], today: date) -> tuple[int | None, str]:
    return 0, ""


def _unknown(terms: AgreementTerms, history: History, lines: Sequence[LineLeft], today: date) -> tuple[int | None, str]:
    return None, "fee_model_unknown"


KINDS: Final[Mapping[str, Kind]] = {
    "fixed": "fixed",
    "time_and_materials": "time",
    "non_billable": "free",
    "unknown": "unknown",
}
LEFT: Final[Mapping[Kind, Left]] = {"fixed": _fixed, "time": _time, "free": _free, "unknown": _unknown}


def _time_left(terms: AgreementTerms, history: History, lines: Sequence[LineLeft]) -> int:
    """Return seconds left on lines, or without lines the planned seconds less all that were worked."""
    if any(one.planned for one in lines):
        return sum(one.left for one in lines)
    worked = sum(sums.seconds for sums in history.months.values())
    return max((terms.planned_seconds or 0) - worked, 0)


def _retainer(terms: AgreementTerms, today: date, *, over: bool) -> Ahead:
    """Return each month's fee by its covered days after today. Open-ended retainers continue unless ended."""
    kind: Kind = "retainer" if terms.ends_on else "goes_on"
    start = terms.starts_on
    if start is None:
        return Ahead(kind, None, why_not="no_start")
    held = agreed(terms)
    if terms.fee is None and not any(one.fee is not None for one in held.later):
        return Ahead(kind, None, why_not="no_fee")
    if terms.discount and terms.ends_on is None:
        return Ahead(kind, None, why_not="discount_without_end")
    if over and terms.ends_on is None:
        return Ahead(kind, None, why_not="work_over")
    money, seconds = {}, {}
    for month in horizon(today):
        own = in_force(held, max(first_day(month), start))
        fee = terms.fee if own.fee is None else own.fee
        included = (own.included or 0) // own.period_months if own.kind == "hours" else 0
        money[month] = _between(fee or 0, terms, month, today) - _discount(terms, start, month, today)
        seconds[month] = _between(included, terms, month, today)
    return Ahead(kind, Spread(_some(money)), Spread(_some(seconds)), terms.ends_on)


def _between(whole: int, terms: AgreementTerms, month: int, today: date) -> int:
    """Return the part of a month's `whole` after today: the whole month's part less what is past."""
    gone = part_of(whole, days_share(month, terms.starts_on, terms.ends_on, today))
    return part_of(whole, days_share(month, terms.starts_on, terms.ends_on, last_day(month))) - gone


def _discount(terms: AgreementTerms, start: date, month: int, today: date) -> int:
    """Return a month's part of the discount on the whole that is after today."""
    before = max(today, first_day(month) - timedelta(days=1))
    if last_day(month) <= before:
        return 0
    return discount_gone(terms, start, last_day(month)) - discount_gone(terms, start, before)


def _block(terms: AgreementTerms, history: History, today: date) -> Ahead:
    """Return what is left of each lot that was bought, spread to the day it expires."""
    if terms.net_fee is None:
        return Ahead("block", None, why_not="no_fee")
    if not terms.bought_seconds:
        return Ahead("block", None, why_not="no_time_bought")
    held = bought_lots(terms, history)
    done = _done(held, history, today)
    first, months = today + timedelta(days=1), horizon(today)
    money = seconds = NONE
    ends = []
    for lot in held.top_ups:
        used = done.get(lot.id, 0)
        end = lot.expires_on or terms.ends_on
        money += spread(lot.price - part_of(lot.price, Fraction(used, lot.amount)), first, end, months)
        seconds += spread(lot.amount - used, first, end, months)
        ends += [end] if end and used < lot.amount else []
    return Ahead("block", money, seconds, max(ends, default=None))


def _done(held: Agreed, history: History, today: date) -> dict[int, int]:
    """Return the seconds of each lot that were used, or have expired."""
    done: dict[int, int] = {}
    for one in reckoned(held, history.months, {}, {}, today):
        for lot, seconds in (*one.row.drawn, *one.row.lapsed):
            done[lot.key] = done.get(lot.key, 0) + seconds
    return done


def _days(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)


def _some(months: Months) -> Months:
    return {month: amount for month, amount in months.items() if amount}
