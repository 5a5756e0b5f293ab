""" "Why?" of a margin lists the cost rates used, only to those who can see what a person costs."""

from datetime import date

import pytest

from amity.profitability.tests.asking import seen_by, someone_on
from amity.shared.permission import MoneyRight
from amity.timesheets.sums.queries import cost_rates_used
from tests.builders import make_cost_rate

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def whys(project):
    """Return the URLs that explain a margin: of the project, its account and the portfolio."""
    places = (f"/projects/{project.pk}/money/", f"/accounts/{project.account_id}/money/", "/money/")
    return [f"{place}why/margin/" for place in places]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_who_sees_what_people_cost_reads_the_rates_and_finds_their_page(brand, fina, place):
    page = seen_by(fina, whys(brand)[place])

    assert "777.77" in page
    assert "agency average" in page
    assert "/settings/rates/cost/" in page


def test_who_sees_margins_but_not_what_people_cost_reads_no_rate(brand):
    text = seen_by(someone_on(brand, MoneyRight.MARGIN), *whys(brand))

    assert "777.77" not in text
    assert "Cost rates used for this time" not in text


def test_net_fees_do_not_rest_on_cost_rates(brand, fina):
    assert "Cost rates used for this time" not in seen_by(fina, f"/projects/{brand.pk}/money/why/agi/")


def test_only_rates_that_priced_time_of_these_days_and_projects_are_named(brand):
    make_cost_rate("55", valid_from=date(2027, 1, 1))

    assert [str(rate.per_hour) for rate in cost_rates_used([brand.pk], *NOVEMBER)] == ["777.7700"]
    assert cost_rates_used([brand.pk + 1], *NOVEMBER) == []
    assert cost_rates_used(None, date(2026, 10, 1), date(2026, 10, 31)) == []
