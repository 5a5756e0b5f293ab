"""Queries for the outlook: signed and unsigned work by agreement, compared with capacity."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amity.agency import rules as agency_rules
from amity.agency.rates.queries import exchange_rates
from amity.agency.workforce import People, workforce
from amity.profitability.books.coverage import hides_something
from amity.profitability.books.load import books
from amity.profitability.capacity.rules import Room, State, at_target, earning, state, thin_from
from amity.profitability.figures.rules import Figure
from amity.profitability.outlook.agreements import UNSIGNED, Outlook, agreements_ahead
from amity.profitability.outlook.rules import horizon
from amity.profitability.outlook.weighted import Weighted, weighted_ahead
from amity.profitability.period.rules import Period, chosen
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rules import statement
from amity.profitability.utilisation.queries import Utilisation, utilisation_by_discipline
from amity.shared.actor import Actor
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo

Bands = tuple[Mapping[str, int], Mapping[int, Mapping[str, int]], Mapping[int, Mapping[str, int]]]
"""The bands of months, each with 0, and minor units and seconds by month and band."""
BANDS: Memo[Identical, Bands] = Memo(8)
"""The same of all agreements that a page shows."""
TARGET, THIN = "target.utilisation", "ahead.thin"


@dataclass(frozen=True, slots=True)
class RateUsed:
    """An exchange rate used to convert amounts, with the date it has been in force since."""

    currency: str
    rate: Decimal
    since: date


@dataclass(frozen=True, slots=True)
class MonthsAhead:
    """Twelve months from the current one. With `narrowed` part of the agency is hidden, and no capacity is
    called free.
    """

    view: MoneyView
    currency: str
    today: date
    months: Sequence[Room]
    rows: Sequence[Outlook]
    rates: Sequence[RateUsed]
    hourly: Figure | None
    target: int
    thin: int
    narrowed: bool
    people: People
    used: Utilisation
    ledger: Ledger
    period: Period
    weighted: Weighted

    @property
    def listed(self) -> list[Outlook]:
        """Return agreements with amounts outside every month: without a date, or not known."""
        return [one for one in self.rows if one.not_dated or one.why_not]

    @property
    def concentration_limit(self) -> int:
        """Return the share of one account above which the agency depends on it, in basis points."""
        return self.ledger.books.limit("concentration")

    @property
    def limit_percent(self) -> int:
        """Return the same in whole percent, for a bar."""
        return self.concentration_limit // 100

    @property
    def later(self) -> int:
        """Signed minor units after the last month."""
        return sum(one.money.later for one in self.rows if one.money and one.signed)

    def share(self, room: Room) -> int | None:
        """Return signed work ÷ capacity in basis points: by money where that is visible, else by time."""
        return room.share if self.view.fee and room.earns is not None else room.time_share

    def state(self, room: Room) -> State:
        """Return whether a month has more, enough, or too little signed."""
        return state(self.share(room), self.thin)

    @property
    def thin_from(self) -> int | None:
        """The first month from which too little is signed."""
        return thin_from([(one.month, self.share(one)) for one in self.months], self.thin)


def months_ahead(by: Actor, today: date) -> MonthsAhead:
    """Return the outlook as the actor can see it. The caller checks the roles."""
    own = books(by, today, with_hourly=True)
    period = chosen("", own.first, own.last, today)
    ledger = Ledger(own, period)
    narrowed = not own.everything and hides_something(own)
    people, rates = workforce(), exchange_rates()
    used = utilisation_by_discipline(people, own.last, today)
    in_force = {key: agency_rules.in_force(dated, today) for key, dated in rates.items()}
    rows = agreements_ahead(own, in_force, people, today)
    target, inside = own.limit(TARGET), {one.id for one in used.inside}
    hourly = _hourly(ledger)
    hoped = weighted_ahead(by, today, list(horizon(today))) if own.view.fee else Weighted()
    currencies = {own.agreements[one.id].currency for one in rows if one.rate is not None}
    return MonthsAhead(
        view=own.view,
        currency=own.currency,
        today=today,
        months=_rooms(
            rows,
            hourly,
            {
                month: 0 if narrowed else at_target(people.month(month, today, inside), target)
                for month in horizon(today)
            },
            hoped,
        ),
        rows=rows,
        rates=[_used(currency, rates[currency], today) for currency in sorted(currencies)],
        hourly=hourly,
        target=target,
        thin=own.limit(THIN),
        narrowed=narrowed,
        people=people,
        used=used,
        ledger=ledger,
        period=period,
        weighted=hoped,
    )


def _hourly(ledger: Ledger) -> Figure | None:
    """Return the average billable rate of the period, of work with a known fee, or None below the right to fees."""
    known = [one.part for one in ledger.project_parts if one.account_id and one.part.revenue.value is not None]
    return ledger.books.view.money(statement(known, ledger.books.currency).hourly)


def _rooms(
    rows: Sequence[Outlook], hourly: Figure | None, capacity: Mapping[int, int], hoped: Weighted
) -> list[Room]:  # fmt: skip
    """Return the months, each with what its agreements earn and take by band."""
    bars, earned, worked = BANDS.get(Identical(rows), lambda: _bands(rows))
    rate = hourly.value if hourly else None
    found = []
    for month, can in capacity.items():
        signed, hours = {**bars, **earned.get(month, {})}, {**bars, **worked.get(month, {})}
        unsigned, time = signed.pop(UNSIGNED, 0), hours.pop(UNSIGNED, 0)
        found.append(Room(month, signed, hours, can, earning(can, rate), unsigned, time, hoped.months.get(month, 0)))
    return found


def _bands(rows: Sequence[Outlook]) -> Bands:
    """Return the bands of some agreements, and their sums of money and time."""
    by_bar = [(one.bar, one) for one in rows]
    bars = dict.fromkeys((bar for bar, _one in by_bar), 0)
    signed: defaultdict[int, dict[str, int]] = defaultdict(bars.copy)
    hours: defaultdict[int, dict[str, int]] = defaultdict(bars.copy)
    for bar, one in by_bar:
        for month, minor in one.money.months.items() if one.money else ():
            signed[month][bar] += minor
        for month, seconds in one.seconds.months.items():
            hours[month][bar] += seconds
    return bars, dict(signed), dict(hours)


def _used(currency: str, dated: Sequence[tuple[date, Decimal]], today: date) -> RateUsed:
    since, rate = next((day, rate) for day, rate in reversed(dated) if day <= today)
    return RateUsed(currency, rate, since)
