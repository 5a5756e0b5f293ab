"""An agreement's future revenue as the actor can see it, calculated once for the same work, rate and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from amity.agency import rules as agency_rules
from amity.agency.rates.queries import CardPrices
from amity.agency.workforce import People
from amity.agreements.rules import outlook
from amity.profitability.books.load import Books
from amity.profitability.books.records import AgreementRecord
from amity.profitability.deals.rules import Deal
from amity.profitability.outlook.rules import Kind, LineLeft, Spread, ahead
from amity.profitability.terms.queries import ENDED, NO_PLAN, Plan, PlannedLine, plans
from amity.retainers.queries import MODELS as RETAINED
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo
from amity.timesheets.sums.queries import seconds_of_lines

BARS: Mapping[str, str] = {
    "fixed": "fixed", "time": "time", "block": "time", "retainer": "retainer", "goes_on": "goes_on", "free": "time",
    "unknown": "time",
}  # fmt: skip
"""The bar of a month for each kind of agreement."""
UNSIGNED = "unsigned"
"""The band of work under an agreement that isn't signed yet."""
OVER = ENDED | {"cancelled"}


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


class Material(NamedTuple):
    """Everything that an agreement's outlook depends on.

    `deal` is of one agreement as it was read, `plan` of its lines. `used` are seconds by line of the plan, `listed`
    rate card prices of those that have no other.
    """

    deal: Deal
    plan: Plan
    used: tuple[int, ...]
    listed: tuple[Decimal | None, ...]
    account: str
    end: date | None
    over: bool
    currency: str
    rate: Decimal | None
    fee: bool
    today: date


AHEAD: Memo[Material, Outlook] = Memo(2_048)
"""An agreement's future revenue, as a right to fees or one to hours sees it."""
ALL_AHEAD: Memo[tuple[object, ...], Sequence[Outlook]] = Memo(8)
"""The same of all agreements that a page shows. Hardly any changed since the page before."""


def agreements_ahead(own: Books, rates: Mapping[str, Decimal | None], people: People, today: date) -> Sequence[Outlook]:
    """Return every fully visible agreement with revenue to come or an unknown amount, largest first."""
    seen = {
        key: deal
        for key, deal in own.deals.items()
        if _standing(own.agreements[key]) != "none" and _is_whole(own, own.agreements[key], deal)
    }
    by_lines = {key: own.agreements[key] for key in seen if own.agreements[key].fee_model not in RETAINED}
    planned, card = plans(by_lines, own.today), CardPrices()
    used = seconds_of_lines({project for deal in seen.values() for project in deal.by_project})
    ids = {name: key for key, name in people.disciplines.items()}
    listed = {key: _listed(planned.get(key, NO_PLAN), own.agreements[key], card, ids, today) for key in seen}
    # Deals, records and plans are themselves kept by what they follow from, so they are compared by identity.
    material = (
        Identical(seen.values()),
        Identical([own.agreements[key] for key in seen]),
        Identical([planned.get(key, NO_PLAN) for key in seen]),
        Identical(own.projects.values()),
        Identical(own.accounts.values()),
        frozenset(used.items()),
        tuple(listed.values()),
        tuple(sorted(rates.items())),
        (own.currency, own.view.fee, today),
    )
    return ALL_AHEAD.get(material, lambda: _all_ahead(own, rates, seen, planned, used, listed, today))


def _all_ahead(
    own: Books,
    rates: Mapping[str, Decimal | None],
    seen: Mapping[int, Deal],
    planned: Mapping[int, Plan],
    used: Mapping[int, int],
    listed: Mapping[int, tuple[Decimal | None, ...]],
    today: date,
) -> Sequence[Outlook]:
    found = []
    for key, deal in seen.items():
        agreement, plan = own.agreements[key], planned.get(key, NO_PLAN)
        projects = [own.projects[one] for one in deal.by_project if one in own.projects]
        over = bool(projects) and all(one.status in OVER for one in projects)
        ends = [] if agreement.ends_on else [one.ends_on for one in projects if one.ends_on and one.status not in OVER]
        account = own.accounts.get(agreement.account_id or 0)
        material = Material(
            deal,
            plan,
            tuple([used.get(one.line.pk, 0) for one in plan.lines]),
            listed[key],
            account.name if account else "",
            agreement.ends_on or max(ends, default=None),
            over,
            own.currency,
            None if agreement.currency == own.currency else rates.get(agreement.currency),
            own.view.fee,
            today,
        )
        row = AHEAD.get(material, partial(_outlook, agreement, material))
        if row.why_not or row.seconds.whole or (row.money and row.money.whole):
            found.append(row)
    return sorted(found, key=lambda one: (-(one.money.whole if one.money else 0), -one.seconds.whole, one.title))


def _standing(agreement: AgreementRecord) -> str:
    """Return whether an agreement counts as signed, as unsigned or not at all."""
    return outlook(agreement.state, agreement.signed_on)


def _outlook(agreement: AgreementRecord, material: Material) -> Outlook:
    deal, today = material.deal, material.today
    lines = [
        _left(one, agreement, used, listed)
        for one, used, listed in zip_longest(material.plan.lines, material.used, material.listed)
    ]
    to_come = ahead(deal.terms, deal.history, lines, end=material.end, over=material.over, today=today)
    row = Outlook(
        agreement.pk, agreement.title, material.account, agreement.state, _standing(agreement) == "signed",
        to_come.kind, to_come.money, to_come.seconds, to_come.end, to_come.why_not,
    )  # fmt: skip
    row = _converted(row, agreement.currency, material.currency, material.rate)
    return row if material.fee else replace(row, money=None, why_not="", rate=None)


def _is_whole(own: Books, agreement: AgreementRecord, deal: Deal) -> bool:
    return (agreement.account_id or 0) in own.whole or (
        bool(deal.by_project) and set(deal.by_project) <= {*own.projects}
    )


def _listed(
    plan: Plan, agreement: AgreementRecord, card: CardPrices, disciplines: Mapping[str, int], today: date
) -> tuple[Decimal | None, ...]:
    """Return the rate card's price of each line's discipline, if neither the line nor its agreement has one."""
    if agreement.hourly_rate is not None or agreement.fee_model != "time_and_materials":
        return ()
    found = []
    for one in plan.lines:
        price = None
        if not (one.current and one.current.rate):
            price = card.on(
                discipline_id=disciplines.get(one.discipline), service_id=None, currency=agreement.currency, day=today
            )
        found.append(price[0].per_hour if price else None)
    return tuple(found)


def _left(one: PlannedLine, agreement: AgreementRecord, used: int, listed: Decimal | None) -> LineLeft:
    """Return a line with its price: its own, or the agreement's, or the rate card's of its discipline."""
    terms = one.current
    rate = terms.rate.per_hour if terms and terms.rate else agreement.hourly_rate
    finished = one.line.finished_at is not None
    return LineLeft(terms.planned_seconds if terms else 0, used, finished, listed if rate is None else rate)


def _converted(row: Outlook, currency: str, into: str, rate: Decimal | None) -> Outlook:
    """Return a row in the agency's currency at today's rate, each month rounded once. Unknown without a rate."""
    if row.money is None or currency == into or not row.money.whole:
        return row
    if rate is None:
        return replace(row, money=None, why_not="no_exchange_rate")
    months = {key: agency_rules.in_currency(one, currency, into, rate) for key, one in row.money.months.items()}
    later, undated = (
        agency_rules.in_currency(one, currency, into, rate) for one in (row.money.later, row.money.undated)
    )
    return replace(row, money=Spread(months, later, undated), rate=rate)
