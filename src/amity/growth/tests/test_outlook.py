"""Opportunities in the outlook: weighted, in the month they start, beside signed work and never in it."""

import re
from datetime import date

import pytest

from amity.growth import rules
from amity.growth.outlook import weighted_opportunities
from amity.growth.tests.making import make_opportunity
from amity.people import rules as roles
from amity.profitability.outlook.queries import months_ahead
from tests.builders import MONDAY, acting, make_account, make_agency, make_person

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
MONTHS = [202611, 202612, 202701]


@pytest.fixture
def ada():
    make_agency()
    return make_person("Ada", roles.ACCOUNT_DIRECTOR, roles.EXECUTIVE)


def test_each_is_weighted_by_its_own_probability_or_that_of_its_stage(ada):
    osprey = make_account("Osprey Rail", director=ada)
    for columns in (
        {"stage": rules.PROPOSED, "starts_on": date(2026, 12, 7)},
        {"stage": rules.SPOTTED, "probability": 90, "starts_on": date(2026, 12, 31)},
        {"starts_on": date(2026, 9, 1)},
        {"starts_on": date(2028, 1, 1)},
        {"starts_on": None},
        {"stage": rules.WON, "starts_on": date(2026, 12, 1)},
        {"value": None, "starts_on": date(2026, 12, 1)},
    ):
        make_opportunity(osprey, ada, "", **{"value": 1_000_000, **columns})
    found = weighted_opportunities(acting(ada), TODAY, MONTHS)

    assert found.months == {202612: 500_000 + 900_000, 202611: 100_000}
    assert found.undated == 200_000


def test_amounts_without_an_exchange_rate_are_named_and_not_added(ada):
    make_opportunity(make_account("Quillon", director=ada, currency="GBP"), ada, currency="GBP")
    found = weighted_opportunities(acting(ada), TODAY, MONTHS)

    assert (dict(found.months), found.undated) == ({}, 0)
    assert found.unconverted == frozenset({"GBP"})


def test_the_outlook_shows_them_beside_signed_work(client, ada):
    make_opportunity(make_account("Osprey Rail", director=ada), ada, value=1_000_000, starts_on=date(2099, 1, 1))
    seen = months_ahead(acting(ada), TODAY)
    assert seen.weighted.undated == 100_000
    assert sum(one.sold for one in seen.months) == 0
    client.force_login(ada)
    page = client.get("/money/ahead/").content.decode()

    assert "Weighted opportunities without a start in these months" in page


def test_the_outlook_names_their_weighted_sum_in_one_sentence(client, ada, on_monday):
    make_opportunity(make_account("Osprey Rail", director=ada), ada, value=1_000_000, starts_on=date(2026, 12, 1))
    client.force_login(ada)
    page = re.sub("<[^>]*>", "", client.get("/money/ahead/").content.decode())

    assert "Plus €1,000 of weighted opportunities." in page
    assert "aren’t weighted" not in page


def test_those_who_see_no_fees_see_no_weighted_amount(ada):
    make_opportunity(make_account("Osprey Rail"), None, starts_on=date(2026, 12, 1))
    looks = make_person("Lou", roles.EXECUTIVE, own_money_right=1)

    assert months_ahead(acting(looks), TODAY).weighted.whole == 0
