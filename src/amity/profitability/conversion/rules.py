"""Convert amounts to the agency's currency at the dated rate of each month, which is shown with the total.

Source: the project's domain notes, "Money": the value side is converted. Without a rate it is not computable.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from amity.profitability.figures.rules import Bound, Figure, Input, amount, unknown
from amity.shared.money import Money, round_half_even

Rates = Mapping[tuple[str, int], Decimal]
"""Exchange rates by (currency, month): units of the agency's currency for one unit of that currency."""


def converted(months: Mapping[int, int], currency: str, into: str, rates: Rates) -> Figure:
    """Convert amounts by month (minor units of `currency`) to one amount in `into`, each month rounded once at its
    rate.

    Unknown (`no_exchange_rate`) as soon as a month with an amount has no rate. The month is an input.
    """
    if currency == into:
        return amount(sum(months.values()), into)
    whole = 0
    used: list[Input] = []
    for month in sorted(month for month, minor in months.items() if minor):
        rate = rates.get((currency, month))
        if rate is None:
            missing = Input("month_without_rate", month, "month", "exchange_rates", currency=currency)
            return unknown("no_exchange_rate", "minor", (*used, missing), into)
        whole += round_half_even(Money(months[month], currency).major * rate, into)
        used.append(Input(f"amount_{month}", months[month], "minor", "revenue", currency=currency))
        used.append(Input(f"exchange_rate_{month}", rate, "rate", "exchange_rates", currency=currency))
    return amount(whole, into, used)


def added(figures: Iterable[Figure], currency: str) -> Figure:
    """Add figures of one currency. Unknown ones are left out and counted, and the sum is then "of known".

    Unknown with the first reason if none is known. Raises `ValueError` for a figure of another currency.
    """
    figures = list(figures)
    known = [figure for figure in figures if figure.value is not None]
    if any(figure.currency not in ("", currency) for figure in known):
        raise ValueError(f"a sum in {currency} of figures in another currency")
    left_out = len(figures) - len(known)
    inputs = (Input("not_known", left_out, "count", "revenue"),) if left_out else ()
    if figures and not known:
        return unknown(figures[0].why_not or "unknown", "minor", inputs, currency)
    value = sum(figure.value or 0 for figure in known)
    if left_out:
        return amount(value, currency, inputs, "of_known")
    bounds: list[Bound] = [figure.bound for figure in known if figure.bound != "exact"]
    return amount(value, currency, inputs, bounds[0] if bounds else "exact")
