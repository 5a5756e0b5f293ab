"""The usual twelve months are whole months."""

from datetime import date

from amity.profitability.period.rules import chosen

TODAY = date(2026, 11, 25)


def test_the_running_month_is_left_out_where_there_is_another():
    assert chosen("", 202508, 202611, TODAY).last == 202610
    assert chosen("", 202611, 202611, TODAY).last == 202611


def test_an_old_export_ends_with_its_own_last_month_and_a_month_that_is_over_counts_whole():
    assert chosen("", 202501, 202604, TODAY).last == 202604
    assert chosen("", 202501, 202611, date(2026, 11, 30)).last == 202611


def test_a_month_or_the_year_asked_for_is_shown_though_it_runs():
    assert chosen("202611", 202501, 202611, TODAY).last == 202611
    assert chosen("year", 202501, 202611, TODAY).last == 202611
