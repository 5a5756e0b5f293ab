"""Completion: by the project manager's percentage, by milestones, by plan, and never above 100%."""

from datetime import date
from fractions import Fraction

from amity.profitability.completion.rules import completion
from amity.profitability.terms.rules import Milestone, PercentStated
from amity.profitability.tests.made import fixed, history, hours, month, worked

ON = date(2026, 2, 28)


def test_the_last_percent_stated_by_then_counts():
    stated = (PercentStated(date(2026, 1, 9), 2_000), PercentStated(date(2026, 3, 1), 9_000))

    done = completion(fixed(completion_basis="percent"), history(month(202601, worked(5)), percent=stated), ON)

    assert done.share == Fraction(1, 5)


def test_work_begun_without_a_word_is_undefined_and_work_not_begun_is_zero():
    terms = fixed(completion_basis="percent")

    assert completion(terms, history(month(202601, worked(5))), ON).why_not == "no_percent_stated"
    assert completion(terms, history(), ON).share == 0
    assert completion(fixed(), history(), ON).share == 0


def test_a_percent_above_the_whole_is_the_whole():
    stated = (PercentStated(date(2026, 1, 9), 12_000),)

    assert completion(fixed(completion_basis="percent"), history(percent=stated), ON).share == 1


def test_milestones_count_by_weight_from_the_day_they_are_delivered():
    stones = (
        Milestone("concept", 30, date(2026, 1, 9)),
        Milestone("site", 70, date(2026, 3, 1)),
    )
    terms = fixed(completion_basis="milestones")

    assert completion(terms, history(milestones=stones), ON).share == Fraction(30, 100)
    assert completion(terms, history(milestones=stones), date(2026, 3, 1)).share == 1
    assert completion(terms, history(), ON).why_not == "no_milestones"


def test_too_much_time_without_cost_is_said_where_hours_give_no_plan_either():
    done = history(month(202601, worked(10, cost=1, uncosted=9)))

    assert completion(fixed(planned_cost=1_000), done, ON).why_not == "too_much_uncosted"


def test_five_percent_without_cost_is_still_cost_to_cost():
    done = history(month(202601, worked(20, cost=100, uncosted=1)))

    assert completion(fixed(planned_cost=40_000, planned_seconds=hours(1)), done, ON).basis == "cost"
