"""Queries for the outlook: signed and unsigned work by agreement, compared with capacity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from amity.accounts.models import Account
from amity.agency import rules as agency_rules
from amity.agency.rates.queries import CardPrices, exchange_rates
from amity.agency.workforce import People, workforce
from amity.agreements.rules import outlook
from amity.profitability.books.load import Books, books
from amity.profitability.books.records import AgreementRecord
from amity.profitability.capacity.rules import Room, State, at_target, earning, state, thin_from
from amity.profitability.deals.rules import Deal
from amity.profitability.figures.rules import Figure
from amity.profitability.outlook.rules import Ahead, Kind, LineLeft, Spread, ahead, horizon
from amity.profitability.period.rules import Period, chosen
from amity.profitability.portfolio.queries import Portfolio, portfolio_of
from amity.profitability.profit_rows.queries import lines_of
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.money_view import MoneyView
from amity.profitability.statements.rules import statement
from amity.profitability.terms.queries import ENDED, PlannedLine
from amity.profitability.utilisation.queries import Utilisation, utilisation_by_discipline
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.caches.memo import Memo
from amity.timesheets.sums.queries import seconds_of_lines

TARGET, THIN = "target.utilisation", "ahead.thin"
BARS: Mapping[str, str] = {
    "fixed": "fixed", "time": "time", "block": "time", "retainer": "retainer", "goes_on": "goes_on", "free": "time",
    "unknown": "time",
}  # fmt: skip
"""The bar of a month for each kind of agreement."""
UNSIGNED = "unsigned"
"""The band of work under an agreement that isn't signed yet."""
OVER = ENDED | {"cancelled"}
AHEAD: Memo[tuple[Deal, tuple[LineLeft, ...], date | None, bool, date], Ahead] = Memo(2_048)
"""An agreement's revenue to come, by its work, what is left of its lines, its end, and today."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """An agreement's future revenue in the agency's currency. `money` is None if it is not known or not visible.

    `state` is the agreement's, `signed` whether it counts as sold. `why_not` is the code of the reason, `rate` the
    exchange rate used.
    """

    id: int
    title: str
    account: str
    state: str
    signed: bool
    kind: Kind
    money: Spread | None
    seconds: Spread
    end: date | None
    why_not: str = ""
    rate: Decimal | None = None

    @property
    def bar(self) -> str:
        """The band of the month in which it is drawn."""
        return BARS[self.kind] if self.signed else UNSIGNED

    @property
    def not_dated(self) -> bool:
        """Return whether some of it has no date and belongs to no month."""
        return bool(self.seconds.undated or (self.money and self.money.undated))

    def falls_in(self, month: int) -> bool:
        """Return whether it earns anything in a month."""
        return bool(self.seconds.months.get(month) or (self.money and self.money.months.get(month)))


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
    portfolio: Portfolio
    period: Period

    @property
    def listed(self) -> list[Outlook]:
        """Return agreements with amounts outside every month: without a date, or not known."""
        return [one for one in self.rows if one.not_dated or one.why_not]

    @property
    def limit_percent(self) -> int:
        """Return the share of one account above which the agency depends on it, in whole percent for a bar."""
        return self.portfolio.concentration_limit // 100

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
    own = books(by, today)
    period = chosen("", own.first, own.last, today)
    ledger = Ledger(own, period)
    narrowed = not own.everything and _hides_something(own)
    people, rates = workforce(), exchange_rates()
    used = utilisation_by_discipline(people, own.last, today)
    rows = _rows(own, {key: agency_rules.in_force(dated, today) for key, dated in rates.items()}, people, today)
    target, inside = own.limit(TARGET), {one.id for one in used.inside}
    hourly = _hourly(ledger)
    currencies = {own.agreements[one.id].currency for one in rows if one.rate is not None}
    return MonthsAhead(
        view=own.view,
        currency=own.currency,
        today=today,
        months=[
            _room(month, rows, hourly, 0 if narrowed else at_target(people.month(month, today, inside), target))
            for month in horizon(today)
        ],
        rows=rows,
        rates=[_used(currency, rates[currency], today) for currency in sorted(currencies)],
        hourly=hourly,
        target=target,
        thin=own.limit(THIN),
        narrowed=narrowed,
        people=people,
        used=used,
        portfolio=portfolio_of(own, ledger),
        period=period,
    )


def _hides_something(own: Books) -> bool:
    """Return whether there are accounts or client projects that the actor can't fully see."""
    if Account.objects.count() > len(own.whole):
        return True
    seen = sum(1 for one in own.projects.values() if not one.is_internal)
    return Project.objects.filter(is_internal=False).count() > seen


def _rows(own: Books, rates: Mapping[str, Decimal | None], people: People, today: date) -> list[Outlook]:
    """Return every fully visible agreement with revenue to come or an unknown amount, largest first."""
    states = {key: outlook(one.state, one.signed_on) for key, one in own.agreements.items()}
    seen = {
        key: deal
        for key, deal in own.deals.items()
        if states[key] != "none" and _is_whole(own, own.agreements[key], deal)
    }
    used = seconds_of_lines({project for deal in seen.values() for project in deal.by_project})
    planned, card = lines_of(own), CardPrices()
    ids = {name: key for key, name in people.disciplines.items()}
    found = []
    for key, deal in seen.items():
        agreement = own.agreements[key]
        lines = [_left(one, agreement, used, card, ids, today) for one in planned.get(key, ())]
        projects = [own.projects[one] for one in deal.by_project if one in own.projects]
        over = bool(projects) and all(one.status in OVER for one in projects)
        ends = [one.ends_on for one in projects if one.ends_on and one.status not in OVER]
        end = agreement.ends_on or max(ends, default=None)
        worked_out = _ahead(deal, tuple(lines), end, today, over=over)
        account = own.accounts.get(agreement.account_id or 0)
        row = Outlook(
            key, agreement.title, account.name if account else "", agreement.state, states[key] == "signed",
            worked_out.kind, worked_out.money, worked_out.seconds, worked_out.end, worked_out.why_not,
        )  # fmt: skip
        row = _seen(_converted(row, agreement.currency, own.currency, rates), own.view)
        if row.why_not or row.seconds.whole or (row.money and row.money.whole):
            found.append(row)
    return sorted(found, key=lambda one: (-(one.money.whole if one.money else 0), -one.seconds.whole, one.title))


def _ahead(deal: Deal, lines: tuple[LineLeft, ...], end: date | None, today: date, *, over: bool) -> Ahead:
    return AHEAD.get(
        (deal, lines, end, over, today),
        lambda: ahead(deal.terms, deal.history, lines, end=end, over=over, today=today),
    )


def _is_whole(own: Books, agreement: AgreementRecord, deal: Deal) -> bool:
    return (agreement.account_id or 0) in own.whole or (
        bool(deal.by_project) and set(deal.by_project) <= {*own.projects}
    )


def _left(
    one: PlannedLine, agreement: AgreementRecord, used: Mapping[int, int], card: CardPrices,
    disciplines: Mapping[str, int], today: date,
) -> LineLeft:  # fmt: skip
    """Return a line with its price: its own, or the agreement's, or the rate card's of its discipline."""
    terms = one.current
    rate = terms.rate.per_hour if terms and terms.rate else agreement.hourly_rate
    if rate is None and agreement.fee_model == "time_and_materials":
        listed = card.on(
            discipline_id=disciplines.get(one.discipline), service_id=None, currency=agreement.currency, day=today
        )
        rate = listed[0].per_hour if listed else None
    finished = one.line.finished_at is not None
    return LineLeft(terms.planned_seconds if terms else 0, used.get(one.line.pk, 0), finished, rate)


def _converted(row: Outlook, currency: str, into: str, rates: Mapping[str, Decimal | None]) -> Outlook:
    """Return a row in the agency's currency at today's rate, each month rounded once. Unknown without a rate."""
    if row.money is None or currency == into or not row.money.whole:
        return row
    rate = rates.get(currency)
    if rate is None:
        return replace(row, money=None, why_not="no_exchange_rate")
    months = {key: agency_rules.in_currency(one, currency, into, rate) for key, one in row.money.months.items()}
    later, undated = (
        agency_rules.in_currency(one, currency, into, rate) for one in (row.money.later, row.money.undated)
    )
    return replace(row, money=Spread(months, later, undated), rate=rate)


def _seen(row: Outlook, view: MoneyView) -> Outlook:
    """Return a row without what this right hides: amounts, and why one is not known."""
    return row if view.fee else replace(row, money=None, why_not="", rate=None)


def _hourly(ledger: Ledger) -> Figure | None:
    """Return the average billable rate of the period, of work with a known fee, or None below the right to fees."""
    known = [one.part for one in ledger.project_parts if one.account_id and one.part.revenue.value is not None]
    return ledger.books.view.money(statement(known, ledger.books.currency).hourly)


def _room(month: int, rows: Sequence[Outlook], hourly: Figure | None, can: int) -> Room:
    signed: dict[str, int] = {}
    hours: dict[str, int] = {}
    for one in rows:
        signed[one.bar] = signed.get(one.bar, 0) + (one.money.months.get(month, 0) if one.money else 0)
        hours[one.bar] = hours.get(one.bar, 0) + one.seconds.months.get(month, 0)
    unsigned, time = signed.pop(UNSIGNED, 0), hours.pop(UNSIGNED, 0)
    return Room(month, signed, hours, can, earning(can, hourly.value if hourly else None), unsigned, time)


def _used(currency: str, dated: Sequence[tuple[date, Decimal]], today: date) -> RateUsed:
    since, rate = next((day, rate) for day, rate in reversed(dated) if day <= today)
    return RateUsed(currency, rate, since)
