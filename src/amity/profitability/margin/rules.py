"""Net fees, delivery and account margin, and the average billable rate.

Source: Parakeeto glossary (AGI, delivery margin, average billable rate); the project's domain notes, "Money".
"""

from fractions import Fraction
from functools import lru_cache

from amity.profitability.completion.rules import above_limit
from amity.profitability.figures.rules import Bound, Figure, Input, amount, basis_points, per_hour, unknown
from amity.profitability.spending.rules import NO_SPENDING, Spending, counted
from amity.timesheets.rules import NOTHING, Measures


def net_fees(revenue: Figure, passed_on: Spending = NO_SPENDING) -> Figure:
    """Return AGI = revenue − pass-through costs, in minor units of the revenue's currency, unknown while revenue is.

    "At most" while some pass-through expenses have no cost, unknown (`expenses_without_cost`) above 5% of them.
    """
    if revenue.value is None:
        return revenue
    inputs = (
        Input("revenue", revenue.value, "minor", "revenue", currency=revenue.currency),
        Input("pass_through", passed_on.cost, "minor", "expenses", currency=revenue.currency),
        *counted(passed_on, "expenses_passed_on"),
    )
    if passed_on.too_much_unknown:
        return unknown("expenses_without_cost", "minor", inputs, revenue.currency)
    bound = _lowered(revenue.bound) if passed_on.uncosted else revenue.bound
    return amount(revenue.value - passed_on.cost, revenue.currency, inputs, bound)


def delivery_expenses(labour: Measures, currency: str, other: Spending = NO_SPENDING) -> Figure:
    """Return labour cost + other delivery costs, in minor units of the agency's currency.

    "At least" while some time or expense has no cost. Unknown (`no_cost`, `too_much_uncosted`) above 5% of the seconds,
    and (`expenses_without_cost`) above 5% of the expenses.
    """
    inputs = (
        Input("labour_cost", labour.cost, "minor", "entries", currency=currency),
        Input("delivery_time", labour.seconds, "seconds", "entries"),
        Input("time_without_cost", labour.uncosted_seconds, "seconds", "entries"),
        Input("other_costs", other.cost, "minor", "expenses", currency=currency),
        *counted(other, "expenses_of_delivery"),
    )
    if above_limit(labour.uncosted_seconds, labour.seconds):
        why_not = "no_cost" if labour.uncosted_seconds == labour.seconds else "too_much_uncosted"
        return unknown(why_not, "minor", inputs, currency)
    if other.too_much_unknown:
        return unknown("expenses_without_cost", "minor", inputs, currency)
    missing = labour.uncosted_seconds or other.uncosted
    return amount(labour.cost + other.cost, currency, inputs, "at_least" if missing else "exact")


def delivery_margin(
    agi: Figure, labour: Measures, other: Spending = NO_SPENDING, expenses: Figure | None = None
) -> Figure:
    """Return (AGI − delivery expenses) ÷ AGI in basis points. AGI must be in the currency of the cost already.

    Undefined, never 0, if AGI is 0 or below (`agi_not_positive`). With 0 < uncosted ≤ 5% of the seconds it is "at
    most". Above that it is not computable and has the reason.

    `expenses` are the delivery expenses, if already calculated.
    """
    return _margin(agi, expenses or delivery_expenses(labour, agi.currency, other))


def account_margin(
    agi: Figure,
    labour: Measures,
    service: Measures = NOTHING,
    other: Spending = NO_SPENDING,
    care_spent: Spending = NO_SPENDING,
    expenses: Figure | None = None,
    margin: Figure | None = None,
) -> Figure:
    """Return the margin less account service: time and expenses on the account, on no project. In basis points.

    `expenses` are the delivery expenses and `margin` is the delivery margin, if already calculated. Without account
    service, the margin is the delivery margin.
    """
    delivery = expenses or delivery_expenses(labour, agi.currency, other)
    if service is NOTHING and care_spent is NO_SPENDING:
        if agi.value is None:
            return margin or _margin(agi, delivery)
        return (margin or _margin(agi, delivery)).opened(*_no_service(agi.currency))
    both = delivery_expenses(labour + service, agi.currency, other + care_spent)
    inputs = (*delivery.inputs, *_service(service, care_spent, agi.currency))
    return _margin(agi, Figure(both.value, both.unit, both.why_not, inputs, both.currency, both.bound))


def _service(service: Measures, spent: Spending, currency: str) -> tuple[Input, ...]:
    return (
        Input("account_service_cost", service.cost, "minor", "entries", currency=currency),
        Input("account_service_time", service.seconds, "seconds", "entries"),
        Input("account_service_without_cost", service.uncosted_seconds, "seconds", "entries"),
        Input("account_service_spent", spent.cost, "minor", "expenses", currency=currency),
    )


@lru_cache(maxsize=64)
def _no_service(currency: str) -> tuple[Input, ...]:
    """Return the inputs of an account without service. Most statements of a project have these same four."""
    return _service(NOTHING, NO_SPENDING, currency)


def left_for_us(agi: Figure, labour: Measures, other: Spending = NO_SPENDING, expenses: Figure | None = None) -> Figure:
    """Return AGI − delivery expenses in minor units, the delivery profit. `expenses`, if already calculated."""
    expenses = expenses or delivery_expenses(labour, agi.currency, other)
    if agi.value is None:
        return agi
    if expenses.value is None:
        return expenses
    inputs = (_net_fees(agi), *expenses.inputs)
    return amount(agi.value - expenses.value, agi.currency, inputs, _bound(agi, expenses))


def hourly(agi: Figure, delivery: Measures) -> Figure:
    """Return the average billable rate = AGI ÷ all delivery hours, not only billed, in minor units an hour."""
    if agi.value is None:
        return unknown(agi.why_not or "revenue_unknown", "minor_per_hour", agi.inputs, agi.currency)
    inputs = (_net_fees(agi), Input("delivery_time", delivery.seconds, "seconds", "entries"))
    if not delivery.seconds:
        return unknown("no_time", "minor_per_hour", inputs, agi.currency)
    return Figure(per_hour(agi.value, delivery.seconds), "minor_per_hour", None, inputs, agi.currency, agi.bound)


def uncosted_share(measures: Measures) -> Fraction:
    """Return seconds without a cost ÷ all seconds, 0 if there is no time."""
    return Fraction(measures.uncosted_seconds, measures.seconds) if measures.seconds else Fraction(0)


def _margin(agi: Figure, expenses: Figure) -> Figure:
    if agi.value is None:
        return unknown(agi.why_not or "revenue_unknown", "basis_points", agi.inputs)
    inputs = (_net_fees(agi), *expenses.inputs)
    if agi.value <= 0:
        return unknown("agi_not_positive", "basis_points", inputs)
    if expenses.value is None:
        return unknown(expenses.why_not or "no_cost", "basis_points", inputs)
    share = basis_points(agi.value - expenses.value, agi.value)
    return Figure(share, "basis_points", None, inputs, bound=_bound(agi, expenses))


def _bound(agi: Figure, expenses: Figure) -> Bound:
    """Return the bound: "at most" if only cost can grow, "of known" if net fees can grow too."""
    if expenses.bound != "at_least":
        return agi.bound
    return _lowered(agi.bound)


def _lowered(bound: Bound) -> Bound:
    """Return the bound of a value that can only be lower, from its bound before."""
    return "at_most" if bound in ("exact", "at_most") else "of_known"


def _net_fees(agi: Figure) -> Input:
    return Input("net_fees", agi.value, "minor", "revenue", currency=agi.currency)
