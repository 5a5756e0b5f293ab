"""Reads of agreements."""

from dataclasses import dataclass

from amity.agreements.models import Agreement
from amity.shared.money import Rate


@dataclass(frozen=True, slots=True)
class Pricing:
    """How time under an agreement is priced: its currency, and the price of an hour where one was agreed."""

    currency: str
    hourly: Rate | None


def pricing_of(agreement: Agreement) -> Pricing:
    """The pricing of an agreement."""
    hourly = Rate(agreement.hourly_rate, agreement.currency) if agreement.hourly_rate is not None else None
    return Pricing(agreement.currency, hourly)
