"""Queries for the terms of retainers, as the rules' input. The caller checks who can see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, Final, Protocol

from django.db.models import BigIntegerField, DateField, Q, Value
from django.db.models.functions import Cast

from amity.agency.editions.keeping import kept_records
from amity.agreements.models import Agreement
from amity.retainers.models import Delivery, OverDecision, RetainerTerms
from amity.retainers.models import TopUp as TopUpRow
from amity.retainers.periods.rules import first_terms
from amity.retainers.terms.rules import NO_FACTS, Agreed, Facts, PeriodTerms, TopUp
from amity.shared.dates.periods import month_of
from amity.shared.money import Rate

FEW: Final = 100
"""The most agreements named in a query. For more, all rows are read."""
TOP_UP: Final = "top-up"
DELIVERY: Final = "delivery"
DECISION: Final = "decision"
TERMS: Final = (
    "valid_from", "kind", "included", "rollover", "cap", "expiry", "counted", "fee", "overage_rate", "tier_above",
    "overage_rate_above", "over", "period_months",
)  # fmt: skip
"""The columns of `PeriodTerms`, in its order."""
RATES: Final = (TERMS.index("overage_rate"), TERMS.index("overage_rate_above"))


class InCurrency(Protocol):
    """The fields of an agreement that its retainer terms depend on."""

    @property
    def pk(self) -> int:
        """The agreement's id."""

    @property
    def currency(self) -> str:
        """The agreement's currency."""


def facts_of(agreements: Iterable[InCurrency]) -> dict[int, Facts]:
    """Return retainer terms by agreement. Agreements without any are left out.

    A page reads those that were read in no page of the same edition.
    """
    currencies = {one.pk: one.currency for one in agreements}
    known: dict[int, Facts] = kept_records("terms of retainers", dict)
    missing = {key: currency for key, currency in currencies.items() if key not in known}
    if missing:
        known.update(dict.fromkeys(missing, NO_FACTS) | _facts_of(missing))
    return {key: known[key] for key in currencies if known[key] is not NO_FACTS}


def _facts_of(currencies: Mapping[int, str]) -> dict[int, Facts]:
    own = Q() if len(currencies) > FEW else Q(agreement_id__in=list(currencies))
    terms: defaultdict[int, list[PeriodTerms]] = defaultdict(list)
    for agreement, *row in RetainerTerms.objects.filter(own).order_by("id").values_list("agreement_id", *TERMS):
        if agreement in currencies:
            terms[agreement].append(_terms(row, currencies[agreement]))
    top_ups: defaultdict[int, list[TopUp]] = defaultdict(list)
    units: defaultdict[int, dict[int, int]] = defaultdict(dict)
    given: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for kind, day, key, agreement, amount, price, until in sorted(_dated(own), key=itemgetter(0, 1, 2)):
        if kind == TOP_UP:
            top_ups[agreement].append(TopUp(key, amount, price, day, until))
        elif kind == DELIVERY:
            months, month = units[agreement], month_of(day)
            months[month] = months.get(month, 0) + amount
        else:
            given[agreement][day] = amount
    known = currencies.keys() & {*terms, *top_ups, *units, *given}
    return {key: Facts(tuple(terms[key]), tuple(top_ups[key]), units[key], given[key]) for key in known}


def _dated(own: Q) -> Iterable[tuple[str, date, int, int, int, int, date | None]]:
    """Return top-ups, deliveries and decisions as (kind, day, id, agreement, amount, price, until), in one query."""
    nothing, never = Value(0, BigIntegerField()), Cast(Value(None), DateField())
    top_ups = TopUpRow.objects.filter(own).values_list(
        Value(TOP_UP), "valid_from", "pk", "agreement_id", "amount", "price", "expires_on"
    )
    deliveries = Delivery.objects.filter(own).values_list(
        Value(DELIVERY), "delivered_on", "pk", "agreement_id", Cast("units", BigIntegerField()), nothing, never
    )
    decisions = OverDecision.objects.filter(own).values_list(
        Value(DECISION), "period", "pk", "agreement_id", "given", nothing, never
    )
    return top_ups.union(deliveries, decisions, all=True)


def agreed_of(agreement: Agreement, facts: Facts = NO_FACTS) -> Agreed | None:
    """Return a retainer as the ledger's input, or None for another fee model or without a start date."""
    if agreement.fee_model != "retainer" or agreement.starts_on is None:
        return None
    rate = Rate(agreement.overage_rate, agreement.currency) if agreement.overage_rate is not None else None
    first = first_terms(
        currency=agreement.currency, valid_from=agreement.starts_on, included_seconds=agreement.included_seconds,
        included_units=agreement.included_units, unit_price=agreement.unit_price, rate=rate,
        counted_as=agreement.counted, fee=agreement.fee,
    )  # fmt: skip
    return Agreed(agreement.currency, agreement.starts_on, agreement.ends_on, first, facts.terms, facts.top_ups)


def _terms(row: list[Any], currency: str) -> PeriodTerms:
    for place in RATES:
        row[place] = None if row[place] is None else Rate(row[place], currency)
    return PeriodTerms(*row)
