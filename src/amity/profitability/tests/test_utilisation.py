"""Over- and under-servicing, realisation, utilisation, completeness, concentration."""

from amity.profitability.figures.rules import Figure, amount, unknown
from amity.profitability.tests.made import cents, hours, worked
from amity.profitability.utilisation.rules import (
    completeness,
    concentration,
    over_servicing,
    over_servicing_money,
    rate_realisation,
    time_missing,
    under_served,
    utilisation,
)
from amity.timesheets.rules import Measures

RATE = Figure(10_709, "minor_per_hour", currency="EUR")


def test_122_hours_above_1900_included_are_over_service_and_money():
    assert over_servicing(hours(2_022), hours(1_900)).value == 642
    assert over_servicing_money(hours(2_022), hours(1_900), RATE).value == 1_306_498


def test_unused_time_is_negative_over_service_and_no_money():
    assert over_servicing(hours(50), hours(60)).value == -1_667
    assert over_servicing_money(hours(50), hours(60), RATE).value == 0


def test_nothing_included_makes_no_ratio():
    assert over_servicing(hours(5), 0).why_not == "nothing_included"
    assert over_servicing_money(hours(5), 0, RATE).why_not == "nothing_included"


def test_over_service_without_a_rate_has_hours_but_no_money():
    rate = unknown("no_time", "minor_per_hour")

    assert over_servicing_money(hours(9), hours(5), rate).why_not == "no_time"


def test_under_seventy_percent_counts_only_two_periods_running():
    low, full, exactly = (hours(41), hours(60)), (hours(60), hours(60)), (hours(42), hours(60))

    assert under_served([full, low, low])
    assert not under_served([low, full, low])
    assert not under_served([exactly, exactly])


def test_rate_realisation_is_billed_over_standard_value():
    sums = Measures(seconds=hours(10), value=cents(900), standard=cents(1_000))

    assert rate_realisation(sums).value == 9_000
    assert rate_realisation(worked(10)).why_not == "no_standard_value"
    assert rate_realisation(sums + Measures(unstandard_seconds=1)).bound == "at_most"


def test_utilisation_and_completeness_are_shares_of_capacity():
    assert utilisation(hours(84), hours(100)).value == 8_400
    assert utilisation(1, 0).why_not == "no_capacity"
    assert completeness(hours(110), hours(100)).value == 11_000
    assert completeness(1, 0).why_not == "nothing_expected"


def test_time_is_missing_under_85_percent_and_not_at_it():
    assert time_missing(completeness(hours(83), hours(100)))
    assert not time_missing(completeness(hours(85), hours(100)))
    assert not time_missing(completeness(0, 0))


def test_concentration_is_the_largest_clients_part_of_what_is_known():
    accounts = [(1, amount(cents(498_200), "EUR")), (2, amount(cents(2_213_200), "EUR"))]

    assert concentration(accounts).value == 8_163
    assert concentration(accounts).inputs[0].value == 2
    assert concentration([*accounts, (3, unknown("no_fee", "minor"))]).bound == "of_known"
    assert concentration([(1, amount(-5, "EUR"))]).why_not == "agi_not_positive"
