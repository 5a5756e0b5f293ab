"""Revenue of retainers: the fee of a month spread by day, overage at its rate, pieces at their price.

Source: the project's domain notes, "Revenue to date" and "Retainer period". A period is a calendar month; a month the
agreement covers in part has its part of fee and included time by day. Rolling hours over is not part of this rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from amity.profitability.rules.figures import HOUR, Figure, Input, amount, unknown
from amity.profitability.rules.measures import by_month
from amity.profitability.rules.terms import AgreementTerms, History
from amity.shared.money import part_of, round_half_even
from amity.shared.periods import first_day, last_day, month_of, months_between
from amity.timesheets.rules import NOTHING, Measures


@dataclass(frozen=True, slots=True)
class Period:
    """A month of a retainer: the share of its days that is covered, and included and used time in seconds."""

    month: int
    share: Fraction
    included_seconds: int
    used_seconds: int

    @property
    def over_seconds(self) -> int:
        """Time used above what is included, never below 0."""
        return max(self.used_seconds - self.included_seconds, 0)


def counted_seconds(terms: AgreementTerms, measures: Measures) -> int:
    """The time that counts against what is included or bought: all of it, the billable or the approved part."""
    by_name = {"all": measures.seconds, "billable": measures.billable_seconds, "approved": measures.approved_seconds}
    return by_name[terms.counted]


def periods(terms: AgreementTerms, history: History, on: date) -> tuple[Period, ...]:
    """Every month covered up to a day. `share` counts the days up to then; included time is there whole at once."""
    worked = by_month(history.rows)
    return tuple(
        Period(
            month=month,
            share=days_share(month, terms.starts_on, terms.ends_on, on),
            included_seconds=part_of(
                terms.included_seconds or 0, days_share(month, terms.starts_on, terms.ends_on, last_day(month))
            ),
            used_seconds=counted_seconds(terms, worked.get(month, NOTHING)),
        )
        for month in covered_months(terms, on)
    )


def covered_months(terms: AgreementTerms, on: date) -> Iterator[int]:
    """The months from the agreement's start to its end, none after the month of `on`."""
    if terms.starts_on is None:
        return iter(())
    end = on if terms.ends_on is None else min(on, terms.ends_on)
    return months_between(month_of(terms.starts_on), month_of(end)) if end >= terms.starts_on else iter(())


def days_share(month: int, starts_on: date | None, ends_on: date | None, on: date) -> Fraction:
    """Days of the month that are covered and not after `on`, ÷ days of the month: 15 of 29 in a leap February."""
    first = max(first_day(month), starts_on or date.min)
    last = min(last_day(month), ends_on or date.max, on)
    return Fraction(max((last - first).days + 1, 0), last_day(month).day)


def retained(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Fees by day + overage + pieces up to a day, minor units. Each period's fee and overage is rounded once."""
    if terms.starts_on is None:
        return unknown("no_start", "minor", currency=terms.currency)
    if terms.fee is None and terms.piece_price is None:
        return unknown("no_fee", "minor", currency=terms.currency)
    if terms.discount and terms.ends_on is None:
        return unknown("discount_without_end", "minor", currency=terms.currency)
    months = periods(terms, history, on)
    fees = sum(part_of(terms.fee or 0, period.share) for period in months)
    overage = sum(overage_of(terms, period) for period in months)
    pieces = _pieces(terms, history, months, on)
    discount = _discount(terms, terms.starts_on, on)
    inputs = (
        Input("monthly_fee", terms.fee, "minor", "agreement", terms.signed_on, terms.currency),
        Input("fees_by_day", fees, "minor", "agreement", on, terms.currency),
        Input("over_included_time", sum(period.over_seconds for period in months), "seconds", "entries", on),
        Input("overage", overage, "minor", "entries", on, terms.currency),
        Input("pieces", pieces, "minor", "deliveries", on, terms.currency),
        Input("discount", discount, "minor", "agreement", terms.signed_on, terms.currency),
    )
    shown = tuple(one for one in inputs if one.value)
    return amount(fees + overage + pieces - discount, terms.currency, shown)


def overage_of(terms: AgreementTerms, period: Period) -> int:
    """Minor units for the time above what a period includes; 0 where nothing is included or no rate was agreed."""
    if terms.overage is None or terms.included_seconds is None:
        return 0
    return round_half_even(Decimal(period.over_seconds) * terms.overage.per_hour / HOUR, terms.currency)


def _pieces(terms: AgreementTerms, history: History, months: tuple[Period, ...], on: date) -> int:
    """Delivered × price; where a fee stands too, it covers the pieces included and only those above are priced."""
    if terms.piece_price is None:
        return 0
    if terms.fee is None:
        return terms.piece_price * sum(n for month, n in history.pieces.items() if month <= month_of(on))
    included = terms.included_pieces or 0
    return terms.piece_price * sum(max(history.pieces.get(period.month, 0) - included, 0) for period in months)


def _discount(terms: AgreementTerms, starts_on: date, on: date) -> int:
    """The part of the discount on the whole that the days gone have used up."""
    if not terms.discount or terms.ends_on is None:
        return 0
    gone = (min(on, terms.ends_on) - starts_on).days + 1
    return part_of(terms.discount, Fraction(max(gone, 0), (terms.ends_on - starts_on).days + 1))
