"""Question 1: the hourly cost, and when it reveals a person's."""

from decimal import Decimal

import pytest

from amity.profitability.cost_rates.rules import agency_average, counts_as, rate_for
from amity.shared.money import Money, Rate

D = Decimal
AVERAGE, DESIGN, MARA = (Rate(D(rate), "EUR") for rate in ("56.25", "61", "72"))


def test_165000_a_month_for_twenty_people_is_5625_an_hour():
    assert agency_average(Money(16_500_000, "EUR"), D(20), D(40), D(44)) == AVERAGE


def test_the_rate_keeps_four_decimals_and_part_time_counts_as_a_part():
    assert agency_average(Money(1_000_000, "EUR"), D("2.5"), D("38.5"), D(45)).per_hour == D("27.7056")


def test_yen_have_no_cents():
    assert agency_average(Money(9_000_000, "JPY"), D(10), D(40), D(45)).per_hour == D("6000.0000")


@pytest.mark.parametrize("answer", [(0, 20, 40, 44), (5, 0, 40, 44), (5, 20, 0, 44), (5, 20, 40, 0), (-5, 2, 40, 44)])
def test_an_answer_of_nothing_is_refused(answer):
    cost, heads, weekly, weeks = answer

    with pytest.raises(ValueError, match="above 0"):
        agency_average(Money(cost, "EUR"), D(heads), D(weekly), D(weeks))


def test_under_three_people_a_cost_counts_as_a_persons():
    assert counts_as("agency_average", D("2.9")) == "person"
    assert counts_as("agency_average", D(3)) == "agency_average"


def test_a_discipline_of_three_has_its_own_rate_and_one_of_two_the_average():
    assert rate_for("discipline", average=AVERAGE, discipline=DESIGN, people_in_discipline=3) == DESIGN
    assert rate_for("discipline", average=AVERAGE, discipline=DESIGN, people_in_discipline=2) == AVERAGE
    assert rate_for("discipline", average=AVERAGE, people_in_discipline=9) == AVERAGE


def test_by_person_no_one_elses_rate_stands_in():
    assert rate_for("person", average=AVERAGE, person=MARA) == MARA
    assert rate_for("person", average=AVERAGE) is None


def test_a_rate_of_zero_is_unknown():
    assert rate_for("person", average=AVERAGE, person=Rate(D(0), "EUR")) is None
    assert rate_for("agency_average", average=Rate(D("0.0"), "EUR")) is None
    assert rate_for("agency_average", average=None) is None
