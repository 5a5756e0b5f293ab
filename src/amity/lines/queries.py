"""Reads of lines and their terms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amity.lines.models import Terms


@dataclass(frozen=True, slots=True)
class DatedPrice:
    """What a line's terms say about price from a day on: the hourly rate (major units), if hours are its unit."""

    valid_from: date
    rate: Decimal | None
    service_id: int | None


def dated_prices(line_id: int) -> list[DatedPrice]:
    """The prices of a line over time, oldest first."""
    terms = Terms.objects.filter(line=line_id).order_by("valid_from", "id")
    return [DatedPrice(row.valid_from, row.rate if row.unit == "hour" else None, row.service_id) for row in terms]
