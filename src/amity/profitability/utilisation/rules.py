"""Ratios of used time to included, priced or available time, in basis points.

Source: Parakeeto glossary (over-servicing, utilisation, realisation); the project's domain notes, "Money".
"""

from collections.abc import Sequence
from itertools import pairwise

from amity.profitability.figures.rules import Figure, Input, amount, basis_points, for_time, unknown
from amity.shared.shares import WHOLE
from amity.timesheets.rules import Measures

OVER_NOTICE = 500
"""Over-servicing from 5% is worth a notice."""

OVER_ALARM = 1_000
"""Over-servicing from 10% is an alarm."""

UNDER_USED = 7_000
"""A retainer used below 70% in two consecutive periods is under-served."""

TIME_MISSING = 8_500
"""Completeness below 85% marks every margin of the week."""


def over_servicing(worked: int, included: int) -> Figure:
    """Return (worked − included) ÷ included time in basis points, from seconds. Negative if less was worked."""
    inputs = (Input("worked", worked, "seconds", "entries"), Input("included", included, "seconds", "agreement"))
    if included <= 0:
        return unknown("nothing_included", "basis_points", inputs)
    return Figure(basis_points(worked - included, included), "basis_points", None, inputs)


def over_servicing_money(worked: int, included: int, rate: Figure) -> Figure:
    """Return the value of overage at the average billable rate, 0 without overage."""
    over = max(worked - included, 0)
    inputs = (
        Input("over_included_time", over, "seconds", "entries"),
        Input("average_billable_rate", rate.value, "minor_per_hour", "revenue", currency=rate.currency),
    )
    if included <= 0:
        return unknown("nothing_included", "minor", inputs, rate.currency)
    if rate.value is None:
        return unknown(rate.why_not or "no_rate", "minor", inputs, rate.currency)
    return amount(for_time(over, rate.value), rate.currency, inputs, rate.bound)


def under_served(periods: Sequence[tuple[int, int]]) -> bool:
    """Return whether any two consecutive periods, each (used, included) seconds, were used below 70%."""
    low = [included > 0 and used * WHOLE < UNDER_USED * included for used, included in periods]
    return any(first and second for first, second in pairwise(low))


def rate_realisation(measures: Measures) -> Figure:
    """Return billed value ÷ standard value in basis points. Time without a standard rate is a separate input.

    Unknown (`no_standard_value`) without a rate card in force. If part of the time has no standard rate it is "at
    most", since its standard value would only increase the divisor.
    """
    inputs = (
        Input("value_of_time", measures.value, "minor", "entries"),
        Input("standard_value", measures.standard, "minor", "rate_card"),
        Input("time_without_standard", measures.unstandard_seconds, "seconds", "entries"),
    )
    if measures.standard <= 0:
        return unknown("no_standard_value", "basis_points", inputs)
    share = basis_points(measures.value, measures.standard)
    return Figure(share, "basis_points", None, inputs, bound="at_most" if measures.unstandard_seconds else "exact")


def utilisation(delivery: int, capacity: int) -> Figure:
    """Return delivery time ÷ capacity in basis points, from seconds: the share of a group's time on projects."""
    inputs = (Input("delivery_time", delivery, "seconds", "entries"), Input("capacity", capacity, "seconds", "people"))
    if capacity <= 0:
        return unknown("no_capacity", "basis_points", inputs)
    return Figure(basis_points(delivery, capacity), "basis_points", None, inputs)


def completeness(logged: int, expected: int) -> Figure:
    """Return time logged ÷ expected capacity of a week in basis points. It can be above 100%."""
    inputs = (Input("logged", logged, "seconds", "entries"), Input("expected", expected, "seconds", "calendar"))
    if expected <= 0:
        return unknown("nothing_expected", "basis_points", inputs)
    return Figure(basis_points(logged, expected), "basis_points", None, inputs)


def time_missing(complete: Figure) -> bool:
    """Return whether a margin of that week must be marked: completeness known and below 85%."""
    return complete.value is not None and complete.value < TIME_MISSING


def concentration(accounts: Sequence[tuple[int, Figure]]) -> Figure:
    """Return the largest client's AGI ÷ total AGI in basis points, from (account id, AGI in one currency).

    Accounts with unknown AGI are left out and counted. Undefined if the total is 0 or below.
    """
    known = [(agi.value, -key) for key, agi in accounts if agi.value is not None]
    whole = sum(value for value, _ in known)
    left_out = Input("not_known", len(accounts) - len(known), "count", "revenue")
    if not known or whole <= 0:
        return unknown("agi_not_positive", "basis_points", (left_out,))
    largest, key = max(known)
    inputs = (
        Input("largest_account", -key, "code", "revenue"),
        Input("largest_net_fees", largest, "minor", "revenue"),
        Input("net_fees", whole, "minor", "revenue"),
        left_out,
    )
    share = basis_points(largest, whole)
    return Figure(share, "basis_points", None, inputs, bound="of_known" if left_out.value else "exact")
