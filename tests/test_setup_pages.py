"""Set-up pages: tabs of Money until the agency has answered the questions about itself, tabs of Settings afterwards."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = {"/found/": "What we found", "/questions/": "Questions", "/imports/": "Imports"}


def tabs(client: Client, address: str) -> list[str]:
    """Return the labels of the tabs of a page."""
    page = client.get(address).content.decode()
    row = re.search(r'<nav[^>]*aria-label="(?:Money|Settings)".*?</nav>', page, re.DOTALL)
    assert row, address
    return [text.strip() for text in re.findall(r"<a[^>]*>([^<]+)", row[0])]


@pytest.fixture
def finance(client, fina, site):
    client.force_login(fina)
    return client


def test_pages_of_the_first_week_are_tabs_of_money(finance):
    for address, label in PAGES.items():
        assert {label, "Portfolio"} <= set(tabs(finance, address))
    assert set(PAGES.values()) <= set(tabs(finance, "/money/month-end/"))


def test_once_the_agency_is_set_up_they_are_tabs_of_settings(finance, agency):
    agency.people_cost, agency.heads, agency.country_confirmed = 10_000_00, 12, True
    agency.save()

    for address, label in PAGES.items():
        found = tabs(finance, address)
        crumbs = finance.get(address).content.decode().split('class="crumb', 1)[1].split("</", 1)[0]
        assert "Settings" in crumbs
        assert label in found
        assert "Portfolio" not in found
    assert not set(PAGES.values()) & set(tabs(finance, "/money/month-end/"))


@pytest.mark.parametrize("missing", ["people_cost", "heads", "country_confirmed"])
def test_with_a_question_open_they_stay_under_money(finance, agency, missing):
    answers = {"people_cost": 10_000_00, "heads": 12, "country_confirmed": True}
    for name, value in (answers | {missing: False if missing == "country_confirmed" else None}).items():
        setattr(agency, name, value)
    agency.save()

    assert "Portfolio" in tabs(finance, "/imports/")
