"""Revenue to date by fee model: a pure function of terms, monthly sums and facts on a date. A month is a difference.

Source: the project's domain notes, "Revenue to date"; PMBOK for completion.
"""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from amity.profitability.completion.rules import completion
from amity.profitability.figures.rules import Bound, Figure, Input, amount, unknown
from amity.profitability.measures.rules import total
from amity.profitability.retainer_revenue.rules import bought, retained
from amity.profitability.terms.rules import AgreementTerms, History
from amity.retainers.blocks.rules import BLOCK
from amity.retainers.periods.rules import gone_of, gone_revenue
from amity.shared.dates.periods import last_day, month_of, previous_month
from amity.shared.money import part_of
from amity.shared.shares import BasisPoints

Model = Callable[[AgreementTerms, History, date], Figure]


def revenue_to_date(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return revenue earned up to and including a date, in minor units of the agreement's currency: R(t).

    The sums of the date's month are all included, since they have what was logged so far. Unknown, with the reason, if
    the fee model or its fee is not set (`fee_model_unknown`, `no_fee`, …). Billed expenses are revenue when incurred.
    """
    earned = MODELS[terms.fee_model](terms, history, on)
    if earned.value is None:
        return earned
    return _with_expenses(earned, terms, history, on)


def revenue_between(terms: AgreementTerms, history: History, first: int, last: int, as_of: date) -> Figure:
    """Return revenue of the months `first` to `last` (YYYYMM): R(end of last) − R(end of the month before first).

    Neither end is past `as_of`, so an open month has the revenue so far. The inputs are those of the end, and R at the
    start. Adding neighbouring spans gives exactly the long span.
    """
    start = min(last_day(previous_month(first)), as_of)
    end = min(last_day(last), as_of)
    before = revenue_to_date(terms, history, start)
    after = revenue_to_date(terms, history, end)
    if after.value is None:
        return after
    if before.value is None:
        return unknown(before.why_not or "unknown", "minor", after.inputs, terms.currency)
    earlier = Input("revenue_before", before.value, "minor", "revenue", start, terms.currency)
    bound = after.bound if without_price(after) != without_price(before) else "exact"
    return amount(after.value - before.value, terms.currency, (*after.inputs, earlier), bound)


def revenue_of_month(terms: AgreementTerms, history: History, month: int, as_of: date) -> Figure:
    """Return revenue of one month: R(t) − R(t−1), in minor units of the agreement's currency."""
    return revenue_between(terms, history, month, month, as_of)


def value_to_date(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return the bill value of billable entries up to a date, before any cap: the "value of time at imported rates".

    Not known if nothing billable has a price (`no_prices`) or values are in another currency than the agreement's
    (`value_in_other_currency`). Time without a price is an input of its own, never money.
    """
    newest = month_of(on)
    values = {
        currency: total(m for month, m in months.items() if month <= newest)
        for currency, months in history.values.items()
    }
    worked = total(values.values())
    inputs = (
        Input("billable_time", worked.billable_seconds, "seconds", "entries", on),
        Input("time_without_price", worked.unvalued_seconds, "seconds", "entries", on),
    )
    foreign = [currency for currency, sums in values.items() if currency not in ("", terms.currency) and sums.value]
    if foreign:
        return unknown("value_in_other_currency", "minor", inputs, terms.currency)
    if worked.unvalued_seconds and worked.unvalued_seconds == worked.billable_seconds:
        return unknown("no_prices", "minor", inputs, terms.currency)
    value = Input("value_of_time", worked.value, "minor", "entries", on, terms.currency)
    return amount(worked.value, terms.currency, (value, *inputs), "at_least" if worked.unvalued_seconds else "exact")


def over_cap(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return the value of time beyond the cap up to a date, minor units, 0 below it, unknown without a cap
    (`no_cap`).
    """
    value = value_to_date(terms, history, on)
    if terms.cap is None:
        return unknown("no_cap", "minor", currency=terms.currency)
    if value.value is None:
        return value
    cap = Input("cap", terms.cap, "minor", "agreement", terms.signed_on, terms.currency)
    return amount(max(value.value - terms.cap, 0), terms.currency, (*value.inputs, cap), value.bound)


def reached_on(days: Iterable[tuple[date, int]], limit: int) -> date | None:
    """Return the day the values of (day, minor units), by date, add up to `limit`, or None if they never do."""
    run = 0
    for day, value in sorted(days):
        run += value
        if run >= limit and value:
            return day
    return None


def without_price(figure: Figure) -> object:
    """Return the inputs without a price. If they didn't change in a span, its revenue is exact."""
    missing = ("time_without_price", "expenses_without_amount")
    return [(one.label, one.value) for one in figure.inputs if one.label in missing and one.value]


def _with_expenses(earned: Figure, terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return revenue by the fee model plus billed expenses, "at least" while an amount is missing."""
    if not history.billed_expenses and not history.expenses_unbilled:
        return earned
    month = month_of(on)
    billed = sum(minor for when, minor in history.billed_expenses.items() if when <= month)
    missing = sum(count for when, count in history.expenses_unbilled.items() if when <= month)
    inputs = list(earned.inputs)
    if billed:
        inputs.append(Input("billed_expenses", billed, "minor", "expenses", on, terms.currency))
    if missing:
        inputs.append(Input("expenses_without_amount", missing, "count", "expenses", on))
    bound: Bound = "at_least" if missing else earned.bound
    return amount((earned.value or 0) + billed, terms.currency, inputs, bound)


def _time_and_materials(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return the bill value of billable entries, up to the cap. A discount reduces the cap, or the first value."""
    value = value_to_date(terms, history, on)
    if value.value is None:
        return value
    inputs = list(value.inputs)
    earned = value.value
    if terms.cap is not None:
        earned = min(earned, terms.cap)
        over = max(value.value - terms.cap, 0)
        inputs.append(Input("cap", terms.cap, "minor", "agreement", terms.signed_on, terms.currency))
        inputs.append(Input("over_cap", over, "minor", "entries", on, terms.currency))
    if terms.discount:
        inputs.append(_discount(terms))
        earned = part_of(earned, Fraction(terms.cap - terms.discount, terms.cap)) if terms.cap else earned
        earned = earned if terms.cap else max(earned - terms.discount, 0)
    bound: Bound = "exact" if terms.cap is not None and value.value >= terms.cap else value.bound
    return amount(earned, terms.currency, inputs, bound)


def _fixed(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return fee less discount × completion."""
    if terms.net_fee is None:
        return unknown("no_fee", "minor", currency=terms.currency)
    done = completion(terms, history, on)
    inputs = (*_fee(terms), *done.inputs)
    if done.share is None:
        return unknown(done.why_not or "no_plan", "minor", inputs, terms.currency)
    share = Input("completion", BasisPoints.of(done.share), "basis_points", done.basis, on)
    return amount(part_of(terms.net_fee, done.share), terms.currency, (*inputs, share))


def _prepaid(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return time consumed × price ÷ time bought, for the block and each top-up. What expires is earned too."""
    if terms.net_fee is None:
        return unknown("no_fee", "minor", currency=terms.currency)
    if not terms.bought_seconds:
        return unknown("no_time_bought", "minor", _fee(terms), terms.currency)
    block = bought(terms, history)
    months = block.up_to(on)
    lots = {one.id: one for one in block.agreed.top_ups}
    gone = gone_of(lots, months)
    inputs = [
        *_fee(terms),
        Input("time_gone", gone.get(BLOCK, 0), "seconds", "entries", on),
        Input("time_bought", terms.bought_seconds, "seconds", "agreement", terms.signed_on),
    ]
    for one in terms.extras.top_ups:
        if one.valid_from <= on:
            inputs += [
                Input("top_up_price", one.price, "minor", "agreement", one.valid_from, terms.currency),
                Input("top_up_gone", gone.get(one.id, 0), "seconds", "entries", on),
                Input("top_up_bought", one.amount, "seconds", "agreement", one.valid_from),
            ]
    return amount(gone_revenue(lots, gone), terms.currency, inputs)


def _non_billable(terms: AgreementTerms, history: History, on: date) -> Figure:
    return amount(0, terms.currency)


def _unknown(terms: AgreementTerms, history: History, on: date) -> Figure:
    """Return an unknown figure. Without a fee model there is a value of time at imported rates, and never revenue."""
    return unknown("fee_model_unknown", "minor", value_to_date(terms, history, on).inputs, terms.currency)


def _fee(terms: AgreementTerms) -> tuple[Input, ...]:
    fee = Input("fee", terms.fee, "minor", "agreement", terms.signed_on, terms.currency)
    return (fee, _discount(terms)) if terms.discount else (fee,)


def _discount(terms: AgreementTerms) -> Input:
    return Input("discount", terms.discount, "minor", "agreement", terms.signed_on, terms.currency)


MODELS: dict[str, Model] = {
    "unknown": _unknown,
    "fixed": _fixed,
    "time_and_materials": _time_and_materials,
    "retainer": retained,
    "prepaid": _prepaid,
    "non_billable": _non_billable,
}
