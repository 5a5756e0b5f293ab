"""Queries for the terms of retainers, as the rules' input. The caller checks who can see them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Protocol

from django.db.models import Q, QuerySet

from amity.agreements.models import Agreement
from amity.retainers.models import Delivery, OverDecision, RetainerTerms
from amity.retainers.models import TopUp as TopUpRow
from amity.retainers.periods.rules import first_terms
from amity.retainers.terms.rules import NO_FACTS, Agreed, Facts, PeriodTerms, TopUp
from amity.shared.dates.periods import month_of
from amity.shared.money import Rate

FEW: Final = 100
"""The most agreements named in a query. For more, all rows are read."""
TOP_UP: Final = ("pk", "amount", "price", "valid_from", "expires_on")


class InCurrency(Protocol):
    """The fields of an agreement that its retainer terms depend on."""

    @property
    def pk(self) -> int:
        """The agreement's id."""

    @property
    def currency(self) -> str:
        """The agreement's currency."""


def facts_of(agreements: Iterable[InCurrency]) -> dict[int, Facts]:
    """Return retainer terms by agreement, in four queries. Agreements without any are left out."""
    currencies = {one.pk: one.currency for one in agreements}
    own = Q() if len(currencies) > FEW else Q(agreement_id__in=list(currencies))
    terms: defaultdict[int, list[PeriodTerms]] = defaultdict(list)
    for row in RetainerTerms.objects.filter(own).order_by("id"):
        if row.agreement_id in currencies:
            terms[row.agreement_id].append(_terms(row, currencies[row.agreement_id]))
    top_ups: defaultdict[int, list[TopUp]] = defaultdict(list)
    for agreement, *bought in _values(TopUpRow.objects.filter(own).order_by("valid_from", "id"), *TOP_UP):
        top_ups[agreement].append(TopUp(*bought))
    units: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for agreement, day, count in _values(Delivery.objects.filter(own).order_by("id"), "delivered_on", "units"):
        months, month = units[agreement], month_of(day)
        months[month] = months.get(month, 0) + count
    given: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for agreement, period, free in _values(OverDecision.objects.filter(own).order_by("id"), "period", "given"):
        given[agreement][period] = free
    known = currencies.keys() & {*terms, *top_ups, *units, *given}
    return {key: Facts(tuple(terms[key]), tuple(top_ups[key]), units[key], given[key]) for key in known}


def _values(rows: QuerySet[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """Return bare rows, each beginning with its agreement."""
    return iter(rows.values_list("agreement_id", *names))


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


def _terms(row: RetainerTerms, currency: str) -> PeriodTerms:
    def rate(value: object) -> Rate | None:
        return None if value is None else Rate(value, currency)  # type: ignore[arg-type]

    return PeriodTerms(
        valid_from=row.valid_from,
        kind=row.kind,  # type: ignore[arg-type]
        included=row.included,
        rollover=row.rollover,  # type: ignore[arg-type]
        cap=row.cap,
        expiry=row.expiry,
        counted=row.counted,  # type: ignore[arg-type]
        fee=row.fee,
        rate=rate(row.overage_rate),
        tier_above=row.tier_above,
        rate_above=rate(row.overage_rate_above),
        over=row.over,  # type: ignore[arg-type]
        period_months=row.period_months,
    )
