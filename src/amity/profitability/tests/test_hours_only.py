"""Without a right to amounts, the tab of money of an account and a project is named for the hours that it has."""

import pytest

from tests.builders import make_cost_rate, make_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def pages(client, site, tim):
    """Return the tab of a person, of the account and of the project, once Tim has logged time."""
    make_cost_rate("45")
    make_entry(by=tim, project=site, hours="10")

    def read(person):
        client.force_login(person)
        return [client.get(f"/{place}/money/") for place in (f"accounts/{site.account_id}", f"projects/{site.pk}")]

    return read


def labels(page):
    tabs = page.context["tabs"]
    return [(link.label, link.current) for link in (tabs() if callable(tabs) else tabs)]


def test_a_team_member_has_a_tab_of_hours_without_empty_amounts(pages, tim):
    for page in pages(tim):
        assert ("Hours", True) in labels(page)
        assert "Money" not in [label for label, _is_current in labels(page)]
        assert "You can’t see amounts here" not in page.text
        assert "Target:" not in page.text
        assert "10" in page.text


def test_who_sees_amounts_has_the_tab_of_money(pages, mara):
    for page in pages(mara):
        assert ("Money", True) in labels(page)
        assert "Hours" not in [label for label, _is_current in labels(page)]


def test_a_phone_offers_the_orders_of_the_portfolio_and_of_an_account(client, site, mara, pages):
    pages(mara)
    for address in ("/money/", f"/accounts/{site.account_id}/money/"):
        assert '<thead data-sorts="Sort by">' in client.get(address).text, address


def test_the_room_in_the_navigation_is_named_as_its_tabs_are(client, pages, tim, mara):
    for person, named in ((tim, "Hours"), (mara, "Money")):
        pages(person)
        page = client.get("/money/")
        assert [link.label for link in page.context["shell"].navigation if link.current] == [named]
        assert f"<title>{named}" in page.text
