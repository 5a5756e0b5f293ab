"""Rates and costs of planned hours, from the rate card and the cost rates, read once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from amity.agency import queries as agency
from amity.agency import rules as agency_rules
from amity.agency.rates import queries as rate_queries
from amity.briefs.estimate import rules as buying
from amity.briefs.estimate.rules import Work
from amity.briefs.lines.fields import LineFields
from amity.briefs.models import Brief
from amity.lines import rules as line_rules
from amity.lines.commands import NewTerms
from amity.shared.money import decimals

HUNDREDTH = 36
"""Seconds in a hundredth of an hour, because quantities have two decimals."""


class Tables:
    """The agency's rate card, cost rates, exchange rates and target, each read when first asked for."""

    @cached_property
    def card(self) -> rate_queries.CardPrices:
        """Return the rate card."""
        return rate_queries.CardPrices()

    @cached_property
    def costs(self) -> rate_queries.CostRates:
        """Return the cost rates."""
        return rate_queries.CostRates()

    @cached_property
    def exchange(self) -> Mapping[str, Sequence[tuple[date, Decimal]]]:
        """Return the dated exchange rates by currency."""
        return rate_queries.exchange_rates()

    @cached_property
    def target(self) -> int:
        """Return the target margin of a project in basis points."""
        return agency.limit("target.project_margin")


class Prices:
    """Prices in the currency of a brief, costs in the agency's."""

    def __init__(self, currency: str, tables: "Tables | None" = None) -> None:
        self.currency = currency
        self._tables = tables or Tables()

    def in_currency(self, currency: str) -> "Prices":
        """Return the same prices for a brief in another currency, without reading them again."""
        return Prices(currency, self._tables)

    @property
    def _card(self) -> rate_queries.CardPrices:
        return self._tables.card

    @property
    def _costs(self) -> rate_queries.CostRates:
        return self._tables.costs

    @cached_property
    def level(self) -> str:
        """The cost level that decides who sees a margin. An average of under three people counts as person."""
        own = agency.agency()
        return agency_rules.effective_level(own.cost_level, own.heads)

    def terms(self, today: date) -> buying.Terms:
        """Return today's terms for turning sums into a margin."""
        rates = self._tables.exchange.get(self.currency, [])
        return buying.Terms(
            currency=self.currency,
            cost_currency=self._costs.currency or self.currency,
            exchange=agency_rules.in_force(rates, today),
            target=self._tables.target,
        )

    def rate(self, discipline_id: int, service_id: int | None, day: date) -> Decimal | None:
        """Return the hourly rate on the rate card."""
        found = self._card.on(discipline_id=discipline_id, service_id=service_id, currency=self.currency, day=day)
        return found[0].per_hour if found else None

    def works(self, line: int, hours: Mapping[int, int], service_id: int | None, day: date) -> list[Work]:
        """Return the hours of a line, each with its hourly rate and its hourly cost."""
        return [
            Work(line, discipline, seconds, self.rate(discipline, service_id, day), self._cost(discipline, day))
            for discipline, seconds in hours.items()
        ]

    def _cost(self, discipline_id: int, day: date) -> Decimal | None:
        found = self._costs.of_discipline(discipline_id, day)
        return found.per_hour if found else None

    def new_terms(self, fields: LineFields, today: date, label: str = "") -> NewTerms:
        """Return a line as terms: an offer at today's rate card.

        Hours of one discipline are priced by the hour. Several disciplines together, a fixed price, or hours that
        hundredths of an hour can't express have a fixed price.
        """
        works = self.works(0, dict(fields.hours), fields.service_id, today)
        fixed = {0: fields.price} if fields.price is not None else {}
        total = buying.bought(works, self.terms(today), fixed=fixed).total
        one = works[0] if len(works) == 1 and fields.price is None and works[0].seconds % HUNDREDTH == 0 else None
        unit, quantity, rate = "fixed", Decimal(1), Decimal(total.price).scaleb(-decimals(self.currency))
        if one:
            unit, quantity = "hour", (Decimal(one.seconds) / 3600).quantize(Decimal("0.01"))
        priced = bool(works or fixed) and not total.unpriced
        return NewTerms(
            valid_from=today,
            source=line_rules.ESTIMATE,
            source_label=label[:200],
            unit=unit,
            quantity=quantity if works or fixed else None,
            rate=(one.rate if one else rate) if priced else None,
            currency=self.currency,
            planned_cost=total.cost if works and not total.uncosted else None,
            service_id=fields.service_id,
            discipline_id=works[0].discipline if len(works) == 1 else None,
            revision_rounds=fields.revision_rounds,
            acceptance=fields.acceptance.strip(),
            hours=fields.hours,
        )


def prices_of(brief: Brief) -> Prices:
    """Return the prices for a brief's calculation."""
    return Prices(brief.currency)


def total_hours(hours: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Add up the seconds of several lines by discipline."""
    found: dict[int, int] = {}
    for one in hours:
        for discipline, seconds in one.items():
            found[discipline] = found.get(discipline, 0) + seconds
    return found
