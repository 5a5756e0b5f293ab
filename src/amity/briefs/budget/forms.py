"""Read an amount that is still being typed."""

from decimal import Decimal

from amity.briefs.form_fields import minor
from amity.ui.number_parsing import NotANumber, parse_decimal
from amity.ui.reader_format import ways

MOST = Decimal(10**11)


def typed_amount(typed: str, currency: str) -> int | None:
    """Return an amount in minor units, or None where it isn't one, as while it is being typed."""
    try:
        figure = parse_decimal(typed, ways().locale) if typed.strip() else None
    except NotANumber:
        return None
    return minor(figure, currency) if figure is not None and 0 <= figure < MOST else None
