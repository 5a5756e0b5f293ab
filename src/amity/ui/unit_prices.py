"""Write the price of one unit of a line."""

from decimal import Decimal

from amity.ui import formats


def unit_price(value: Decimal | None, currency: str) -> str:
    """Return a price: €29,000, €380.50, €56.2525. From 1,000 upward a whole amount has no cents."""
    whole = value is not None and abs(value) >= formats.CENTS_BELOW and value == value.to_integral_value()
    return formats.per_hour(value, currency, least=0 if whole else 2)
