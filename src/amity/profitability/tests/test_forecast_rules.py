"""The forecast of hours: the check numbers of its notes, what more work does to it, and what each level needs."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amity.profitability.forecast.rules import (
    FIXED_FEE,
    REMINDER,
    Item,
    Thresholds,
    are_small,
    evidence_of,
    forecast_of_items,
    forecast_of_percent,
    forecast_of_total,
)

H = 3600
FIRST = [(20, 26, 1), (10, 13, 1), (30, 36, 0), (40, 10, 0), (60, 0, 0), (40, 0, 0), (0, 4, 0)]
SECOND = [(40, 38, 1), (60, 72, 1), (20, 27, 1), (30, 12, 0), (50, 0, 0)]


def items_of(rows):
    return [Item(planned, used, finished=bool(finished)) for planned, used, finished in rows]


@pytest.mark.parametrize(
    ("rows", "loss", "centre", "spread", "hours", "overrun"),
    [
        (FIRST, 1.095, 0.0745, 0.350, (181, 233, 315), 0.69),
        (SECOND, 1.085, 0.032, 0.598, (182, 219, 300), 0.59),
    ],
)
def test_the_check_numbers_of_the_notes(rows, loss, centre, spread, hours, overrun):
    items = items_of(rows)
    found = forecast_of_items(sum(item.planned for item in items), items)
    assert found.loss == pytest.approx(loss, abs=0.0005)
    assert found.centre == pytest.approx(centre, abs=0.0006)
    assert found.spread == pytest.approx(spread, abs=0.0006)
    assert tuple(round(one) for one in (found.p10, found.p50, found.p90)) == hours
    assert found.overrun == pytest.approx(overrun, abs=0.005)


def test_the_early_warning_needs_both_a_loss_and_a_likely_overrun():
    likely = forecast_of_items(100 * H, [Item(50 * H, 70 * H, finished=True), Item(50 * H, 40 * H)])
    assert likely.loss == pytest.approx(1.2)
    assert likely.overrun > 0.7
    assert likely.warns()
    large = [Item(planned * H, used * H, finished=bool(done)) for planned, used, done in SECOND]
    unlikely = forecast_of_items(180 * H, large, tolerance=2)
    assert unlikely.loss == pytest.approx(1.085, abs=0.02)
    assert unlikely.overrun < 0.7
    assert not unlikely.warns()


def test_the_agency_sets_when_a_forecast_warns_and_reminds():
    near = forecast_of_items(100 * H, [Item(50 * H, 57 * H, finished=True), Item(50 * H, 30 * H)])
    assert near.loss == pytest.approx(1.07)
    assert not near.warns()
    assert near.warns(Thresholds(loss=1.05, probability=0.5))
    assert not near.warns(Thresholds(loss=1.05, probability=0.99))
    assert near.step(87 * H, 100 * H) == REMINDER
    assert near.step(87 * H, 100 * H, Thresholds(use=0.9)) == ""


@pytest.mark.parametrize(("finished", "warned"), [(4, False), (5, True)])
def test_small_items_warn_once_five_of_them_are_finished(finished, warned):
    done, open_ones = [Item(2 * H, 5 * H, finished=True)] * finished, [Item(2 * H, 0)] * (20 - finished)
    found = forecast_of_items(40 * H, [*done, *open_ones])
    assert found.overrun > 0.7
    assert found.warns() is warned


def test_the_reminder_is_silent_while_finished_work_is_within_its_plan():
    within = forecast_of_items(100, [Item(80, 80, finished=True), Item(20, 0)])
    assert not within.reminds(80, 100)
    over = forecast_of_items(100, [Item(78, 81, finished=True), Item(22, 0)])
    assert over.reminds(81, 100)
    assert not over.reminds(79, 100)
    assert forecast_of_items(100, [Item(120, 101, finished=True)]).reminds(101, 100), "passed, though planned at more"
    assert forecast_of_total(100, 80).reminds(80, 100), "without marks nothing speaks against it"


def test_finished_work_is_what_it_took():
    found = forecast_of_items(100, [Item(60, 66, finished=True), Item(40, 30, finished=True)])
    assert (found.p10, found.p50, found.p90, found.overrun) == (96, 96, 96, 0)


def test_a_budget_that_is_used_up_is_surely_overrun():
    assert forecast_of_items(100, [Item(100, 106)]).overrun == 1
    assert forecast_of_total(100, 106).overrun == 1


def test_a_fixed_fee_has_no_tolerance():
    items = items_of(FIRST)
    assert forecast_of_items(200, items, tolerance=FIXED_FEE).overrun > forecast_of_items(200, items).overrun


def test_totals_know_how_projects_end_that_used_so_much():
    early, late = forecast_of_total(100, 10), forecast_of_total(100, 95)
    assert early.p10 < early.p50 < early.p90
    assert early.overrun == pytest.approx(0.54, abs=0.01)
    assert late.overrun > early.overrun
    assert late.p10 >= 95
    assert early.loss is None
    assert not late.warns(), "hours alone are a reminder and no warning"


def test_a_stated_percentage_is_held_to_what_the_items_allow():
    alone = forecast_of_percent(100, 50, 0.8)
    items = [Item(50, 50), Item(50, 0)]
    held = forecast_of_percent(100, 50, 0.8, items)
    assert held.p50 > alone.p50
    assert held == forecast_of_percent(100, 50, 0.5)
    assert forecast_of_percent(100, 70, 1.0).p50 == 70


def test_small_items_have_the_numbers_of_tasks():
    assert are_small([Item(2 * 3600, 0), Item(3 * 3600, 0)])
    assert not are_small([Item(12 * 3600, 0), Item(3 * 3600, 0), Item(20 * 3600, 0)])


rows = st.lists(st.builds(Item, st.integers(1, 200), st.integers(0, 400), st.booleans()), min_size=1, max_size=12)


@given(rows, st.integers(1, 100))
def test_more_work_never_makes_an_overrun_less_likely(items, more):
    """Time on a new unplanned item, with the rest as it was, is at no level good news.

    Unless all finished work took no time: that says nothing of the rest, until its first time makes it seem quick.
    """
    assume(evidence_of(items)[1] or not any(item.is_over for item in items))
    budget = sum(item.planned for item in items)
    before, after = (forecast_of_items(budget, [*items, *added]) for added in ([], [Item(0, more, finished=True)]))
    assert (after.loss or 0) > (before.loss or 0)
    assert after.p50 >= before.p50
    used = sum(item.used for item in items)
    totals = [forecast_of_total(budget, seconds).overrun for seconds in (used, used + more)]
    assert totals == sorted(totals)


@given(rows)
def test_a_forecast_is_in_order_and_never_below_what_is_used(items):
    found = forecast_of_items(sum(item.planned for item in items), items)
    used = sum(item.used for item in items)
    assert used <= found.p10 <= found.p50 <= found.p90
    assert 0 <= found.overrun <= 1
