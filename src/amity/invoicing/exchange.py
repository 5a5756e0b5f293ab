"""Amounts of invoices in the agency's currency."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.expenses.rules import cost_of
from amity.shared.money import Money


class Exchange:
    """The agency's currency and its dated rates, read once."""

    def __init__(self) -> None:
        self.currency = agency().currency
        self._rates: Mapping[str, Sequence[tuple[date, Decimal]]] = exchange_rates()

    def converted(self, minor: int, currency: str, on: date) -> int | None:
        """Return an amount in the agency's minor units at the rate in force on a date, or None without one."""
        return cost_of(Money(minor, currency), on, self.currency, self._rates)
