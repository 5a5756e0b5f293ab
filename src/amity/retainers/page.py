"""Values of a retainer's page: its period, pace, lines, requests, earlier periods and top-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from amity.agreements.models import Agreement
from amity.retainers import policy
from amity.retainers.lines.queries import LineUse, lines_in
from amity.retainers.models import Delivery
from amity.retainers.overage.queries import undecided
from amity.retainers.pace.queries import Days, days_of, pace_of
from amity.retainers.pace.rules import Pace, even, expected_overage, is_too_early, with_due
from amity.retainers.periods.ledger_to_date import LedgerToDate, ledger_to_date
from amity.retainers.periods.queries import known_until
from amity.retainers.periods.rules import Period, price_of, under_served
from amity.retainers.queries import projects_of, retainer_seen_by
from amity.retainers.requests.queries import Asked, requests_in
from amity.retainers.terms.rules import PeriodTerms, TopUp
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money
from amity.timesheets.queries import closed_months

SHOWN = 6
"""Periods shown beneath one another."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The actor's permissions: see `fee` amounts, `agree` on terms, `work` on requests and deliveries."""

    fee: bool
    agree: bool
    work: bool


@dataclass(frozen=True, slots=True)
class Bought:
    """A top-up with what is left of it now."""

    top_up: TopUp
    note: str
    left: int


@dataclass(frozen=True)
class RetainerPage:
    """Data for a retainer's page. `as_of` is the last day with logged time, `period` the selected period.

    Quantities are in the unit of `terms.kind`, `lines` and requests in seconds. `closed` are the closed months, read
    only if there is overage, and `undecided` the periods whose overage waits for a decision.
    """

    agreement: Agreement
    rights: Rights
    ledger: LedgerToDate
    period: Period
    as_of: date
    today: date
    days: Days
    pace: Pace
    asked: Sequence[Asked]
    bought: Sequence[Bought]
    under_served: bool
    deliveries: Sequence[Delivery] = ()
    closed: frozenset[int] = frozenset()
    undecided: Sequence[Period] = ()

    @cached_property
    def lines(self) -> Sequence[LineUse]:
        """The retainer's lines with their use in the period, read when they are asked for: a note names none."""
        return lines_in(self.ledger, self.period, self.asked)

    @property
    def terms(self) -> PeriodTerms:
        """The terms of the period."""
        return self.period.terms

    @property
    def next_terms(self) -> PeriodTerms | None:
        """The terms agreed for a later period, those that apply first; the last agreed on for a day count."""
        later = [one for one in self.ledger.facts.terms if one.valid_from > self.period.span.last]
        return min(reversed(later), key=lambda one: one.valid_from, default=None)

    @property
    def is_block(self) -> bool:
        """Return whether hours were bought in advance. They belong to no month, so there is no pace."""
        return self.agreement.fee_model == "prepaid"

    @property
    def planned(self) -> int:
        """Seconds still planned for requests in this period."""
        return sum(one.to_go for one in self.asked) if self.period.open else 0

    @property
    def used_of_rolled(self) -> int:
        """Return how much of what rolled in was used. It is used first."""
        return min(self.period.row.used_of_rolled, self.period.row.used)

    @property
    def used_of_own(self) -> int:
        """Return how much of the period's own quantity was used."""
        return self.period.row.used - self.used_of_rolled

    @property
    def by_plan(self) -> int:
        """The use at the end of the period if exactly the planned time is used."""
        return self.period.row.used + self.planned

    @property
    def lines_planned(self) -> int | None:
        """Seconds that the lines plan, or None if no line has a plan."""
        plans = [line.planned for line in self.lines if line.planned is not None]
        return sum(plans) if plans else None

    @property
    def lines_used(self) -> int:
        """Seconds used on the lines."""
        return sum(line.used for line in self.lines)

    @property
    def lines_difference(self) -> int | None:
        """Seconds that the lines need above their plans, or None if no line has a plan."""
        differences = [line.difference for line in self.lines if line.difference is not None]
        return sum(differences) if differences else None

    @property
    def free(self) -> int:
        """Return what is left of the available quantity, never below zero."""
        return max(self.period.row.there - self.period.row.used, 0)

    @property
    def even(self) -> int:
        """Return what an even pace would have used by now."""
        return even(max(self.period.row.there, 0), self.pace.gone, self.pace.days)

    @property
    def expected(self) -> int:
        """The use at the end of the period: while it is open at its pace, or with all requests due if that is more."""
        if self.is_block or not self.period.open:
            return self.period.row.used
        found = with_due(self.pace.expected, self.period.row.used, self.due)
        return self.period.row.used if found is None else found

    @property
    def over(self) -> int:
        """The expected overage."""
        return expected_overage(self.expected, self.period.row.used, self.period.row.there)

    @property
    def due(self) -> int:
        """Seconds that open requests due by the end of the period still need, 0 where hours aren't what is included."""
        if self.is_block or not self.period.open or self.terms.kind != "hours":
            return 0
        due = (one for one in self.asked if one.wanted_on is not None and one.wanted_on <= self.period.span.ends_on)
        return sum(one.to_go for one in due)

    @property
    def over_with_due(self) -> int:
        """The expected overage if the requests due lead to it, 0 if the pace does."""
        return self.over if self.is_by_requests else 0

    @property
    def is_by_requests(self) -> bool:
        """Return whether the requests due lead to the expected use, because they need more than the pace leads to."""
        return self.due > 0 and self.expected > (self.pace.expected or 0)

    @property
    def is_too_early(self) -> bool:
        """Return whether nothing is expected yet: the period has just begun and no request is due in it."""
        begun = self.period.open and not self.is_block and not self.due
        return begun and is_too_early(self.pace.gone, self.pace.days)

    @property
    def price_of_over(self) -> Money | None:
        """The price of the expected overage, if it is billed."""
        if self.terms.rate is None and self.terms.kind != "value":
            return None
        return self.priced(self.over)

    def priced(self, over: int) -> Money:
        """Return the price of an overage by the terms of the period."""
        return Money(price_of(self.terms, over, self.agreement.currency), self.agreement.currency)

    @property
    def latest(self) -> Sequence[Period]:
        """The selected period and earlier ones, newest first."""
        upto = [one for one in self.ledger.periods if one.span.first <= self.period.span.first]
        return upto[-SHOWN:][::-1]

    @property
    def no_request(self) -> int:
        """Seconds of the period on no request."""
        return self.lines_used - sum(one.in_period for one in self.asked)


@dataclass(frozen=True, slots=True)
class NoPeriods:
    """A retainer that has no period yet, and why: a code (`no_start`, `not_begun`, `nothing_bought`)."""

    agreement: Agreement
    rights: Rights
    why_not: str


def retainer_page(by: Actor, agreement_id: int, chosen: str, today: date) -> RetainerPage | NoPeriods:
    """Return a retainer as the actor can see it. `chosen` is the first day of a period, or "" for the newest.

    A page that sends its note asks twice.
    """
    pages: dict[str, RetainerPage | NoPeriods] = once_a_page(("retainer", by.person_id, agreement_id, today), dict)
    if chosen not in pages:
        page = pages[chosen] = _retainer_page(by, agreement_id, chosen, today)
        if isinstance(page, RetainerPage):
            pages[page.period.span.first.isoformat()] = page
    return pages[chosen]


def _retainer_page(by: Actor, agreement_id: int, chosen: str, today: date) -> RetainerPage | NoPeriods:
    agreement = retainer_seen_by(by, agreement_id)
    rights, as_of = rights_of(by, agreement), known_until(today)
    ledger = ledger_to_date(agreement, as_of, today=today)
    if not ledger.periods:
        why = "no_start" if agreement.starts_on is None else "not_begun"
        return NoPeriods(agreement, rights, "nothing_bought" if agreement.fee_model == "prepaid" else why)
    known = {one.span.first.isoformat(): one for one in ledger.periods}
    period = known.get(chosen, ledger.periods[-1])
    days = days_of(ledger, period, as_of)
    asked = requests_in(ledger, period.span, as_of)
    closed = closed_months() if any(one.row.over for one in ledger.periods) else frozenset()
    return RetainerPage(
        agreement=agreement,
        rights=rights,
        ledger=ledger,
        period=period,
        as_of=as_of,
        today=today,
        days=days,
        pace=pace_of(period, days),
        asked=asked,
        bought=_bought(ledger, period),
        deliveries=_deliveries(ledger, period),
        closed=closed,
        undecided=undecided(ledger, closed),
        under_served=under_served(tuple(one for one in ledger.periods if one.span.first <= period.span.first)),
    )


def rights_of(by: Actor, agreement: Agreement) -> Rights:
    """Return the actor's permissions, checked once for a page."""
    return Rights(
        policy.sees_fee(by),
        bool(policy.may_agree(by, agreement)),
        bool(policy.may_work(by, projects_of(agreement))),
    )


def _deliveries(ledger: LedgerToDate, period: Period) -> list[Delivery]:
    """Return the units delivered in a period, oldest first, none for a retainer of another kind."""
    if period.terms.kind != "units":
        return []
    rows = Delivery.objects.filter(
        agreement=ledger.agreement, delivered_on__range=(period.span.first, period.span.last)
    )
    return list(rows.order_by("delivered_on", "id"))


def _bought(ledger: LedgerToDate, period: Period) -> list[Bought]:
    """Return the top-ups bought by the end of a period, with what is left of each then."""
    gone: dict[int, int] = {}
    for one in ledger.periods:
        if one.span.first <= period.span.first:
            for lot, amount in (*one.row.drawn, *one.row.lapsed):
                gone[lot.key] = gone.get(lot.key, 0) + amount
    top_ups = ledger.agreed.top_ups if ledger.agreed else ()
    notes = dict(ledger.agreement.top_ups.values_list("pk", "note")) if top_ups else {}
    return [
        Bought(one, notes.get(one.id, ""), one.amount - gone.get(one.id, 0))
        for one in top_ups
        if one.valid_from <= period.span.last
    ]
