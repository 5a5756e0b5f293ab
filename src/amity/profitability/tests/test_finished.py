"""The items asked "is it finished?", by the data's last day and not by the clock."""

from datetime import date

from amity.profitability.finished_items.rules import Item, asked_if_finished, work_finished_on
from amity.profitability.tests.made import hours

END = date(2026, 10, 31)


def item(number=1, plan=40.0, used=38.0, last_on=date(2026, 9, 22), finished=False) -> Item:
    return Item("line", number, 7, hours(plan), hours(used), last_on, finished)


def test_past_half_and_quiet_for_three_weeks_is_asked():
    assert asked_if_finished([item()], END) == [item()]


def test_quiet_for_21_days_is_asked_and_20_are_not():
    assert asked_if_finished([item(last_on=date(2026, 10, 10))], END)
    assert not asked_if_finished([item(last_on=date(2026, 10, 11))], END)


def test_half_the_plan_exactly_is_not_past_it():
    assert not asked_if_finished([item(used=20)], END)
    assert asked_if_finished([item(used=20.25)], END)


def test_finished_unplanned_and_untouched_items_are_never_asked():
    assert not asked_if_finished([item(finished=True), item(plan=0), item(used=0, last_on=None)], END)


def test_the_largest_rest_of_plan_comes_first():
    small, large = item(1, 40, 38), item(2, 48, 29)

    assert asked_if_finished([small, large], END) == [large, small]


def test_a_tick_takes_away_what_was_still_to_come():
    assert item().to_go_seconds == hours(2)
    assert item(finished=True).to_go_seconds == 0


def test_work_is_finished_with_its_last_line_or_when_it_is_delivered():
    early, late = date(2026, 9, 1), date(2026, 9, 9)

    assert work_finished_on([early, late], None) == late
    assert work_finished_on([early, None], None) is None
    assert work_finished_on([early, None], late) == late
    assert work_finished_on([late], early) == early
    assert work_finished_on([], None) is None
