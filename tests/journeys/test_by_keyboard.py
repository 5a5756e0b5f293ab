"""The main tasks of an account manager, of finance and of a director, by keyboard only.

Each stop must be visible: it has a focus ring, and is inside the window with nothing on top.
"""

import re
from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from amity.agency.models import Agency
from tests.builders import make_agreement, make_cost_rate, make_entry, make_line, make_project
from tests.journeys.going import sign_in
from tests.journeys.keys import go, into_page, press, tab_to

pytestmark = pytest.mark.django_db(transaction=True)
NOON = "2026-11-25 10:00"


@pytest.fixture
def work(osprey, piet, tim):
    """Create a retainer of ten hours with twelve of this month on it."""
    care = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, overage_rate=120,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    make_line(care, "1", hours="10")
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=care)
    make_entry(by=tim, project=project, hours="12", on=date(2026, 11, 20))
    return project


@time_machine.travel(NOON, tick=True)
def test_an_account_manager_logs_a_request_on_a_retainer(live_server, new_page, work, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    press(page, "j")
    with page.expect_navigation():
        press(page, "Enter")
    into_page(page)
    tab_to(page, "Money$")
    press(page, "Enter")
    page.wait_for_url(re.compile("/money/"))
    go(page, "App care")
    go(page, "Log a request")

    tab_to(page, "Request")
    page.keyboard.type("Gift guide")
    tab_to(page, "Planned hours")
    page.keyboard.type("4:30")
    go(page, "Log request")

    expect(page.get_by_role("row", name=re.compile("Gift guide"))).to_be_visible()


@time_machine.travel(NOON, tick=True)
def test_finance_prices_time_that_has_no_cost(live_server, new_page, work, tim, fina):
    Agency.objects.update(cost_level="discipline")
    make_entry(by=tim, project=work, hours="8", on=date(2026, 10, 6))
    page = new_page()
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/money/")
    go(page, "Month end")
    page.goto(f"{live_server.url}/money/month-end/2026-10/")

    tab_to(page, "Hourly cost")
    page.keyboard.type("55")
    expect(page.locator("#point-unpriced .tally")).to_contain_text("1,100")
    press(page, "Enter")
    expect(page.get_by_label("Hourly cost")).to_be_focused()
    tab_to(page, "Apply this rate")
    page.wait_for_timeout(600)
    expect(page.get_by_role("button", name="Apply this rate")).to_be_focused()


@time_machine.travel(NOON, tick=True)
def test_a_director_opens_a_month_ahead(live_server, new_page, work, ada):
    make_cost_rate("50")
    page = new_page()
    sign_in(page, live_server.url, ada.mail)
    page.goto(f"{live_server.url}/money/")

    go(page, "Outlook$")
    go(page, "Why Jan 2027")

    expect(page.get_by_role("heading", level=1)).to_contain_text("January 2027")


@time_machine.travel(NOON, tick=True)
def test_a_view_of_a_list_is_kept_and_its_columns_chosen(live_server, new_page, work, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")

    tab_to(page, "Views")
    press(page, "Enter")
    tab_to(page, "Save this view as")
    page.keyboard.type("Mine")
    with page.expect_navigation():
        press(page, "Enter")
    tab_to(page, "Columns")
    press(page, "Enter")
    tab_to(page, "Stage")
    press(page, "Space")
    go(page, "Show columns")

    expect(page.get_by_role("columnheader", name="Stage")).to_have_count(0)
    tab_to(page, "Views 1")
