"""Percent complete of fixed-fee work: a share from 0 to 1, or the reason why it is unknown.

Source: PMBOK (earned value, cost-to-cost) and the project's domain notes, "Revenue to date".
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from amity.profitability.figures.rules import Input
from amity.profitability.measures.rules import through
from amity.profitability.terms.rules import AgreementTerms, History, Progress
from amity.shared.dates.periods import month_of
from amity.timesheets.rules import Measures

UNCOSTED_LIMIT = Fraction(5, 100)
"""Above this share of time without a cost, nothing based on cost is computable (domain notes, "Cost level")."""


def above_limit(uncosted: int, whole: int) -> bool:
    """Return whether `uncosted` ÷ `whole` is above the limit, in whole numbers, since every figure asks."""
    return uncosted * UNCOSTED_LIMIT.denominator > whole * UNCOSTED_LIMIT.numerator


@dataclass(frozen=True, slots=True)
class Completion:
    """The share done, 0 to 1, with its basis, or None with the reason."""

    share: Fraction | None
    basis: str
    why_not: str | None = None
    inputs: tuple[Input, ...] = ()


def completion(terms: AgreementTerms, history: History, on: date) -> Completion:
    """Return the share done on a date: 1 for finished work, 0 before it begins, else by the agreement's basis.

    cost: cost to date ÷ forecast cost at completion = max(cost to date, planned cost). Without planned cost, or with
    more than 5% of the time uncosted, hours to hours. Without any plan undefined (`no_plan`). percent: the last one the
    project manager stated. milestones: weight delivered ÷ weight of all. Never above 1.
    """
    progress = history.progress
    if progress.finished_on is not None and progress.finished_on <= on:
        done = Input("finished", 1, "count", "progress", progress.finished_on)
        return Completion(Fraction(1), "finished", inputs=(done,))
    worked = through(history.months, month_of(on))
    if terms.completion_basis == "percent":
        return _by_percent(progress, worked, on)
    if terms.completion_basis == "milestones":
        return _by_milestones(progress, on)
    return _by_plan(terms, worked, on)


def _by_percent(progress: Progress, worked: Measures, on: date) -> Completion:
    stated = [one for one in progress.percent_complete if one.on <= on]
    if not stated:
        return _not_begun("percent") if not worked.seconds else Completion(None, "percent", "no_percent_stated")
    last = max(stated, key=lambda one: one.on)
    given = Input("percent_stated", last.basis_points, "basis_points", "progress", last.on)
    share = min(max(Fraction(last.basis_points, 10_000), Fraction(0)), Fraction(1))
    return Completion(share, "percent", inputs=(given,))


def _by_milestones(progress: Progress, on: date) -> Completion:
    whole = sum(one.weight for one in progress.milestones)
    if whole <= 0:
        return Completion(None, "milestones", "no_milestones")
    delivered = [one for one in progress.milestones if one.delivered_on is not None and one.delivered_on <= on]
    done = sum(one.weight for one in delivered)
    inputs = (
        Input("milestones_delivered", len(delivered), "count", "progress", on),
        Input("milestones", len(progress.milestones), "count", "agreement"),
        Input("weight_delivered", done, "count", "progress", on),
        Input("weight", whole, "count", "agreement"),
    )
    return Completion(Fraction(done, whole), "milestones", inputs=inputs)


def _by_plan(terms: AgreementTerms, worked: Measures, on: date) -> Completion:
    if not worked.seconds:
        return _not_begun("cost")
    time = Input("time_to_date", worked.seconds, "seconds", "entries", on)
    uncosted = Input("time_without_cost", worked.uncosted_seconds, "seconds", "entries", on)
    if terms.planned_cost and not above_limit(worked.uncosted_seconds, worked.seconds):
        cost = Input("cost_to_date", worked.cost, "minor", "entries", on)
        plan = Input("planned_cost", terms.planned_cost, "minor", "plan")
        share = Fraction(worked.cost, max(worked.cost, terms.planned_cost))
        return Completion(share, "cost", inputs=(cost, plan, uncosted))
    if terms.planned_seconds:
        plan = Input("planned_time", terms.planned_seconds, "seconds", "plan")
        share = Fraction(worked.seconds, max(worked.seconds, terms.planned_seconds))
        return Completion(share, "hours", inputs=(time, plan))
    return Completion(None, "cost", "too_much_uncosted" if terms.planned_cost else "no_plan", (time, uncosted))


def _not_begun(basis: str) -> Completion:
    return Completion(Fraction(0), basis, inputs=(Input("time_to_date", 0, "seconds", "entries"),))
