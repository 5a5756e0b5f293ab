"""J0, as a new user experiences it: an empty instance, one export, three questions, and the findings."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.going import bring, own_instance, sign_in_by_keyboard

ADMIN = "nadia@halden.example"
HARVEST = "harvest/harvest_time_report_usd_dot.csv"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve a separate instance in its own processes."""
    with own_instance(tmp_path_factory.mktemp("instance"), ADMIN) as served:
        yield served


def choose_how_it_is_paid_and_type_on(page):
    """Choose the fee model and keep typing while the answer is slow. The typed text must stay."""
    slow = re.compile("/questions/payment/")

    def go_slowly(route):
        time.sleep(0.6)
        route.continue_()

    page.wait_for_load_state()
    page.route(slow, go_slowly)
    with page.expect_response(slow):
        page.locator("label", has=page.locator("input[name^=model-][value=fixed]")).first.click()
        page.locator("input[name^=amount-]").first.fill("15,000")
    expect(page.locator("input[name^=amount-]").first).to_have_value("15,000")
    page.unroute(slow)


def test_from_nothing_to_what_we_found_and_on_to_the_first_entry(address, real_data, page):
    export = real_data(HARVEST)
    sign_in_by_keyboard(page, address, ADMIN)
    expect(page.get_by_role("heading", name="Imports", level=1)).to_be_visible()
    expect(page.get_by_text("Start here: a time export")).to_be_visible()

    bring(page, address, export, tool="harvest")
    page.get_by_role("button", name=re.compile("^Create .* new, then preview")).click()
    page.get_by_role("button", name="Import 298 rows").click()
    expect(page.get_by_role("heading", name="298 rows imported")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("406.70 h of this file are in Amity")).to_be_visible()

    page.get_by_role("link", name="Answer the three questions").click()
    page.get_by_label("Total cost of people per month").fill("60,000")
    page.get_by_label("Headcount").fill("10")
    page.get_by_role("button", name=re.compile("^Save (new|people) cost")).click()
    expect(page.get_by_text("Agency average saved")).to_be_visible()
    page.get_by_role("button", name="Save country").click()
    expect(page.get_by_text("Calendar saved.")).to_be_visible()

    choose_how_it_is_paid_and_type_on(page)
    page.get_by_role("button", name="Save answers").click()
    expect(page.get_by_text("1 answered").first).to_be_visible()

    page.get_by_role("link", name="Show findings").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("ol.find > li").first).to_be_visible()
    assert "100.0" not in page.locator("main").inner_text()

    page.get_by_role("link", name="Go to accounts").click()
    page.locator("table [data-row] a, table tbody a").first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile("^Work")).click()
    page.locator("main table a[href*='/projects/']").first.click()
    expect(page.locator("#lines")).to_be_visible()

    page.goto(f"{address}/time/")
    page.locator("#id_hours").fill("1:30")
    page.get_by_role("textbox", name="What for").fill("First entry by hand")
    page.get_by_role("textbox", name="What for").press("Enter")
    expect(page.get_by_text("First entry by hand").filter(visible=True).first).to_be_visible()


def test_the_same_file_again_brings_nothing_and_an_undo_says_what_was_touched_since(address, real_data, page):
    sign_in_by_keyboard(page, address, ADMIN)

    bring(page, address, real_data(HARVEST), tool="harvest")
    expect(page.get_by_text("Everything in this file is here already.")).to_be_visible()

    page.goto(f"{address}/imports/")
    page.get_by_role("button", name=re.compile("^Undo ")).first.click()
    heading = page.get_by_role("heading", name="Undone, except for records changed since")
    expect(heading).to_be_visible(timeout=60_000)
