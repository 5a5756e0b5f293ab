"""Counts of the rail and of tabs: they stay from page to page, and are right after what is saved in place."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.builders import make_line
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def lines(site):
    """Return two unfinished lines of the site, which wait for no answer."""
    return [make_line(site.agreement, number, hours="12") for number in ("1", "2")]


def test_the_rail_keeps_its_counts_until_it_has_counted_again(live_server, new_page, site, piet, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    counted = page.locator(".rail .count:not(:empty)").first
    expect(counted).to_have_text(re.compile(r"\d"))
    before = counted.inner_text()

    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/counts/", hold)
    page.goto(f"{live_server.url}/projects/{site.pk}/")
    expect(page.locator(".rail .count:not(:empty)").first).to_have_text(before)
    for route in held:
        route.continue_()

    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")
    expect(page.locator(".rail .count:not(:empty)")).to_have_count(0)
    page.unroute_all(behavior="ignoreErrors")


def test_a_tick_counts_again_in_its_tab_and_in_the_rail(live_server, new_page, site, piet):
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")
    work = page.locator("#project-tabs").get_by_role("link", name="Work")
    expect(work).to_have_text(re.compile(r"Work\s*2"))

    with page.expect_response(re.compile("/counts/")):
        page.get_by_label("Line 1 is finished").check()

    expect(work).to_have_text(re.compile(r"Work\s*1"))
