"""Revenue of retainers: monthly fee spread by day, overage at its price, and top-ups as they are used.

Source: the project's domain notes, "Revenue to date" and "Retainer period". Overage comes from the ledger of
`amity.retainers.periods.rules`: after what was rolled in and bought, and without what was written off. A month the
agreement covers in part has its part of fee and included time by day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from amity.profitability.figures.rules import Figure, Input, Unit, amount, unknown
from amity.profitability.terms.rules import AgreementTerms, History
from amity.retainers.blocks.rules import block
from amity.retainers.overage.rules import waits
from amity.retainers.periods.rules import Period as RetainerPeriod
from amity.retainers.periods.rules import Reckoning, first_terms, top_up_revenue
from amity.retainers.spans.rules import ALL, Span
from amity.retainers.terms.rules import Agreed, Kind, in_force
from amity.shared.dates.periods import first_day, last_day, month_of, months_between
from amity.shared.money import part_of

UNITS: Mapping[str, Unit] = {"value": "minor", "units": "pieces"}  # as closed months have them


@dataclass(frozen=True, slots=True)
class Period:
    """A period of an hours retainer: its months, the share of its days gone, included and used time in seconds.

    Of the time above all that was available, `given` was written off and `billed` is billed at its own rate.
    """

    months: tuple[int, ...]
    share: Fraction
    included_seconds: int
    used_seconds: int
    given: int = 0
    billed: int = 0

    @property
    def month(self) -> int:
        """The last month of the period (YYYYMM)."""
        return self.months[-1]

    @property
    def over_seconds(self) -> int:
        """Return time used above what is included, never below 0."""
        return max(self.used_seconds - self.included_seconds, 0)


@dataclass(frozen=True, slots=True)
class LatestUse:
    """What is used of what is available in seconds, units or minor units, by `kind`; `span` is None for a block."""

    kind: Kind
    used: int
    available: int
    span: Span | None


def periods(terms: AgreementTerms, history: History, on: date) -> tuple[Period, ...]:
    """Return every period covered up to a date.

    `share` is the share of days up to then. Included time is available in full from the start.
    """
    return tuple(
        Period(
            one.span.months,
            sum((days_share(month, terms.starts_on, terms.ends_on, on) for month in one.span.months), Fraction(0)),
            one.row.included,
            one.row.used,
            one.given,
            one.billed,
        )
        for one in _reckoned(terms, history, on)
        if one.terms.kind == "hours"
    )


def latest_use(terms: AgreementTerms, history: History, on: date) -> LatestUse | None:
    """Return what is used of a retainer's period of a day, or of a whole block; None while it has no start or size."""
    if terms.fee_model == "prepaid":
        rows = bought(terms, history).up_to(on) if terms.bought_seconds else ()
        used, there = sum(one.row.used for one in rows), sum(one.row.bought for one in rows)
        return LatestUse("hours", used, there, None) if rows else None
    known = _reckoned(terms, history, on)
    if not known or known[-1].terms.kind == "access":
        return None
    last = known[-1]
    return LatestUse(last.terms.kind, last.row.used, last.row.there, last.span)


def undecided(terms: AgreementTerms, history: History, month: int) -> list[RetainerPeriod]:
    """Return the periods that end in a month with overage that is neither billed nor written off."""
    return [one for one in _ended(terms, history, month) if waits(one, terms.extras.given)]


def decided(terms: AgreementTerms, history: History, month: int) -> list[RetainerPeriod]:
    """Return the periods that end in a month with overage that a decision bills or writes off."""
    if not terms.extras.given:
        return []
    return [one for one in _ended(terms, history, month) if one.row.over and one.span.first in terms.extras.given]


def _ended(terms: AgreementTerms, history: History, month: int) -> list[RetainerPeriod]:
    return [one for one in _reckoned(terms, history, last_day(month)) if month_of(one.span.last) == month]


def covered_months(terms: AgreementTerms, on: date) -> Iterator[int]:
    """Return the months from the agreement's start to its end, none after the month of `on`."""
    if terms.starts_on is None:
        return iter(())
    end = on if terms.ends_on is None else min(on, terms.ends_on)
    return months_between(month_of(terms.starts_on), month_of(end)) if end >= terms.starts_on else iter(())


def days_share(month: int, starts_on: date | None, ends_on: date | None, on: date) -> Fraction:
    """Return covered days of a month until `on` ÷ days of the month: 15 of 29 in a leap February."""
    first = max(first_day(month), starts_on or date.min)
    last = min(last_day(month), ends_on or date.max, on)
    covered, whole = max((last - first).days + 1, 0), last_day(month).day
    return ALL if covered == whole else Fraction(covered, whole)


def retained(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return fees by day + billed overage + top-ups used up to a day, in minor units. Each part is rounded once."""
    if terms.starts_on is None:
        return unknown("no_start", "minor", currency=terms.currency)
    reckoning = _reckoning(terms, history)
    held = reckoning.agreed
    if terms.fee is None and terms.unit_price is None and not any(one.fee is not None for one in held.later):
        return unknown("no_fee", "minor", currency=terms.currency)
    if terms.discount and terms.ends_on is None:
        return unknown("discount_without_end", "minor", currency=terms.currency)
    known = reckoning.up_to(on)
    fees = sum([_fee_until(fee, month, terms, on) for month, fee in _fees(held, terms, on)])
    overage = sum([one.price for one in known])
    topped_up = top_up_revenue({one.id: one for one in held.top_ups}, known)
    units = _units_beside(terms, history, on)
    discount = discount_gone(terms, terms.starts_on, on)
    unit = UNITS.get(in_force(held, on).kind, "seconds")
    inputs: tuple[tuple[str, int | None, Unit, str, date | None], ...] = (
        ("monthly_fee", in_force(held, on).fee or terms.fee, "minor", "agreement", terms.signed_on),
        ("fees_by_day", fees, "minor", "agreement", on),
        ("over_included_time", sum([one.row.over for one in known]), unit, "entries", on),
        ("given_over", sum([one.given for one in known]), unit, "agreement", on),
        ("overage", overage, "minor", "entries", on),
        ("top_ups", topped_up, "minor", "agreement", on),
        ("pieces", units, "minor", "deliveries", on),
        ("discount", discount, "minor", "agreement", terms.signed_on),
    )
    shown = [Input(*one, terms.currency) for one in inputs if one[1]]
    return amount(fees + overage + topped_up + units - discount, terms.currency, shown)


def agreed(terms: AgreementTerms) -> Agreed:
    """Return the retainer as the ledger's input. It must have a start date."""
    start = terms.starts_on or date.min
    first = first_terms(
        currency=terms.currency, valid_from=start, included_seconds=terms.included_seconds,
        included_units=terms.included_units, unit_price=terms.unit_price, rate=terms.overage,
        counted_as=terms.counted, fee=terms.fee,
    )  # fmt: skip
    return Agreed(terms.currency, start, terms.ends_on, first, terms.extras.terms, terms.extras.top_ups)


def bought_lots(terms: AgreementTerms, history: History) -> Agreed:
    """Return a prepaid block with its top-ups. It begins with the first time on it, if that is before its own start."""
    starts = [first_day(row.month) for row in history.rows] + [one.valid_from for one in terms.extras.top_ups]
    own = [day for day in (terms.starts_on or terms.signed_on,) if day]
    return block(
        currency=terms.currency, starts_on=min([*own, *starts], default=date.max), bought=terms.bought_seconds or 0,
        price=terms.net_fee or 0, counted=terms.counted, top_ups=terms.extras.top_ups,
    )  # fmt: skip


def bought(terms: AgreementTerms, history: History) -> Reckoning:
    """Return the periods of a prepaid block. They are cached in the history, for the same terms."""
    return _cached(terms, history, lambda: Reckoning(bought_lots(terms, history), history.months, {}, {}))


def _reckoned(terms: AgreementTerms, history: History, on: date) -> tuple[RetainerPeriod, ...]:
    return () if terms.starts_on is None else _reckoning(terms, history).up_to(on)


def _reckoning(terms: AgreementTerms, history: History) -> Reckoning:
    """Return the periods of a retainer. They are cached in the history, for the same terms."""
    return _cached(terms, history, lambda: _retainer(terms, history))


def _retainer(terms: AgreementTerms, history: History) -> Reckoning:
    held = agreed(terms)
    by_value = in_force(held, held.starts_on).kind == "value"
    months = history.values.get(terms.currency, {}) if by_value else history.months
    return Reckoning(held, months, history.units, terms.extras.given)


def _cached(terms: AgreementTerms, history: History, make: Callable[[], Reckoning]) -> Reckoning:
    """Return the periods of these very terms.

    A history keeps those of the last two: of one agreement, figures of today and of the data's last day have each
    their own terms, which rarely differ.
    """
    for known, reckoning in history.reckonings:
        if known is terms:
            return reckoning
    made = make()
    found = next((one for _terms, one in history.reckonings if one.is_of(made)), made)
    history.reckonings = (*history.reckonings[-1:], (terms, found))
    return found


def _fee_until(fee: int, month: int, terms: AgreementTerms, on: date) -> int:
    """Return a month's fee by the days covered until a date, rounded once."""
    share = days_share(month, terms.starts_on, terms.ends_on, on)
    return fee if share is ALL else part_of(fee, share)


def _fees(held: Agreed, terms: AgreementTerms, on: date) -> Iterator[tuple[int, int]]:
    """Yield the fee of each month covered, by the terms in force when the month begins."""
    for month in covered_months(terms, on):
        fee = in_force(held, max(first_day(month), held.starts_on)).fee
        yield month, (terms.fee or 0) if fee is None else fee


def _units_beside(terms: AgreementTerms, history: History, on: date) -> int:
    """Return the price of units above those included, for a retainer of hours that also prices units."""
    if terms.unit_price is None or agreed(terms).first.kind == "units" or terms.extras.terms:
        return 0
    included = terms.included_units or 0 if terms.fee is not None else 0
    months = covered_months(terms, on)
    return terms.unit_price * sum(max(history.units.get(month, 0) - included, 0) for month in months)


def discount_gone(terms: AgreementTerms, starts_on: date, on: date) -> int:
    """Return the part of the whole discount that the elapsed days have used."""
    if not terms.discount or terms.ends_on is None:
        return 0
    gone = (min(on, terms.ends_on) - starts_on).days + 1
    return part_of(terms.discount, Fraction(max(gone, 0), (terms.ends_on - starts_on).days + 1))
