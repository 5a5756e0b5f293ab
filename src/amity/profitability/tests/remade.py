"""Calculate a figure from what its *Why?* shows, written from the domain notes, without the rules."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from amity.profitability.figures.explain import Explanation
from amity.profitability.figures.rules import Input
from amity.profitability.wording import dated
from amity.shared.money import Money

MANY = ("top_up_price", "top_up_gone", "top_up_bought")
"""Inputs that appear once for each top-up."""


OF_A_MODEL = ("fees_by_day", "overage", "completion", "value_of_time", "time_bought", "top_ups", "pieces")


def minor(one: Input) -> int:
    """Return the value of an input that is an amount."""
    assert isinstance(one.value, int)
    return one.value


class Shown:
    """The inputs of a page. A label listed twice is added twice, and a missing one is 0."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self.inputs = inputs
        twice = Counter((one.label, one.currency) for one in inputs if one.label not in MANY)
        assert [label for label, count in twice.items() if count > 1] == []

    def all(self, label: str) -> list[int]:
        """Return every value of a label, in order."""
        return [int(one.value) for one in self.inputs if one.label == label and isinstance(one.value, int)]

    def of(self, *labels: str) -> int:
        """Return the sum of the values of some labels."""
        return sum(sum(self.all(label)) for label in labels)

    def has(self, *labels: str) -> bool:
        """Return whether any of these labels is listed."""
        return any(one.label in labels for one in self.inputs)

    def months(self, label: str) -> dict[int, Input]:
        """Return the inputs of a label by month."""
        named = ((dated(one.label), one) for one in self.inputs)
        return {month: one for (bare, month), one in named if bare == label and month is not None}


def remade(name: str, page: Explanation) -> int:
    """Return the figure that the page's lines add up to."""
    shown = Shown([one.of for one in page.ingredients])
    whole = sum(part.figure.value or 0 for part in page.parts) + (page.more.value or 0 if page.more else 0)
    if name in ("revenue", "time") and page.parts:
        return whole
    if name == "revenue":
        return revenue(shown, page.figure.currency)
    value = FIGURES[name](shown)
    if name in ("agi", "cost", "left") and page.parts:
        assert whole == page.figure.value
    if name == "agi":
        frozen = shown.months("frozen_month")
        assert shown.of("frozen_revenue") == sum(map(minor, frozen.values()))
        if not page.parts:
            assert revenue(shown, page.figure.currency) == shown.of("revenue")
        if page.closed and page.closed_month:
            held = Shown([one.of for one in page.closed])
            assert earned(held) == frozen[page.closed_month].value
    return value


def revenue(shown: Shown, currency: str) -> int:
    """Return a project's revenue in the agency's currency."""
    own = earned(shown)
    if shown.has("revenue_of_agreement"):
        assert own == shown.of("revenue_of_agreement")
        own = sum(map(minor, shown.months("part").values()))
    rates = shown.months("exchange_rate")
    if not rates:
        return own
    amounts = shown.months("amount")
    assert own == sum(map(minor, amounts.values()))
    assert rates.keys() == amounts.keys()
    return sum(_into(amounts[month], rates[month].value, currency) for month in rates)


def earned(shown: Shown) -> int:
    """Return the revenue of an agreement, in its own currency."""
    if shown.has("frozen_revenue") and not shown.has(*OF_A_MODEL):
        return shown.of("frozen_revenue", "open_revenue")
    return _by_model(shown) + shown.of("billed_expenses") - shown.of("revenue_before")


def _by_model(shown: Shown) -> int:
    discount = shown.of("discount")
    if shown.has("time_bought"):
        lots = [(shown.of("fee") - discount, shown.of("time_gone"), shown.of("time_bought"))]
        lots += list(zip(*(shown.all(label) for label in MANY), strict=True))
        return sum(round(price * Fraction(gone, bought)) for price, gone, bought in lots)
    if shown.has("completion"):
        return round((shown.of("fee") - discount) * _done(shown))
    if shown.has("value_of_time"):
        value, cap = shown.of("value_of_time"), shown.of("cap")
        if not shown.has("cap"):
            return max(value - discount, 0)
        return round(min(value, cap) * Fraction(cap - discount, cap))
    return shown.of("fees_by_day", "overage", "top_ups", "pieces") - discount


def _done(shown: Shown) -> Fraction:
    if shown.has("finished"):
        return Fraction(1)
    if shown.has("percent_stated"):
        return min(max(Fraction(shown.of("percent_stated"), 10_000), Fraction(0)), Fraction(1))
    if shown.has("weight"):
        return Fraction(shown.of("weight_delivered"), shown.of("weight"))
    done, plan = ("cost_to_date", "planned_cost") if shown.has("planned_cost") else ("time_to_date", "planned_time")
    whole = max(shown.of(done), shown.of(plan))
    return Fraction(shown.of(done), whole) if whole else Fraction(0)


def _into(amount: Input, rate: object, currency: str) -> int:
    major = Money(minor(amount), amount.currency).major * Decimal(str(rate))
    places = Money(0, currency).major.as_tuple().exponent
    return int((major.quantize(Decimal(1).scaleb(int(places)), ROUND_HALF_EVEN)).scaleb(-int(places)))


def _margin(*costs: str) -> Callable[[Shown], int]:
    def margin(shown: Shown) -> int:
        fees = shown.of("net_fees")
        return round(Fraction(fees - shown.of(*costs), fees) * 10_000)

    return margin


DELIVERY = ("labour_cost", "other_costs")
CARE = ("account_service_cost", "account_service_spent")
FIGURES: dict[str, Callable[[Shown], int]] = {
    "margin": _margin(*DELIVERY),
    "of_known": _margin(*DELIVERY),
    "account_margin": _margin(*DELIVERY, *CARE),
    "agi": lambda shown: shown.of("revenue") - shown.of("pass_through"),
    "cost": lambda shown: shown.of(*DELIVERY),
    "left": lambda shown: shown.of("net_fees") - shown.of(*DELIVERY),
    "hourly": lambda shown: round(Fraction(shown.of("net_fees") * 3_600, shown.of("delivery_time"))),
    "time": lambda shown: shown.of("delivery_time"),
    "over": lambda shown: round(Fraction(shown.of("worked") - shown.of("included"), shown.of("included")) * 10_000),
}
