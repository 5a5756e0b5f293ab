"""The filter bar has one design on every list: in one row at a desk, and each field shows its name itself."""

from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import expect

from tests.builders import MONDAY
from tests.journeys.going import sign_in
from tests.journeys.keys import press, tab_to
from tests.matrix.scene import build
from tests.test_lists import LISTS

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = """bar => [...bar.querySelectorAll('select, input:not([type=hidden], [type=checkbox]), .acts')]
    .filter(one => one.checkVisibility()).map(one => {
    const box = one.getBoundingClientRect();
    return {middle: Math.round((box.top + box.bottom) / 2), left: box.left, right: box.right};
})"""
LABELS = """bar => [...bar.querySelectorAll('label:not(.tick)')]
    .filter(one => one.getBoundingClientRect().width > 1).map(one => one.innerText.trim())"""


@time_machine.travel(MONDAY)
def test_each_list_has_its_filters_in_one_row_and_their_names_within(live_server, new_page):
    reader = build("average").viewers["everything"]
    client, page = Client(), new_page()
    client.force_login(reader)
    shown = [address for address, _found in LISTS if 'class="filters"' in client.get(address).text]
    sign_in(page, live_server.url, str(reader.mail))
    rows, beside, crossed = {}, {}, []
    for address in shown:
        page.goto(f"{live_server.url}{address}")
        bar = page.locator("form.filters")
        for width in (1440, 1190):
            page.set_viewport_size({"width": width, "height": 900})
            boxes = bar.evaluate(BOXES)
            rows[address, width] = len({box["middle"] for box in boxes})
            crossed += [address for one, then in pairwise(boxes) if one["right"] > then["left"]]
        beside[address] = set(bar.evaluate(LABELS))

    assert len(shown) > 20
    assert {address: count for address, count in rows.items() if count > 1} == {}
    assert {address: names for address, names in beside.items() if names - {"From", "To"}} == {}
    assert crossed == []


def test_both_days_of_a_period_stay_in_one_row(live_server, new_page, earning, fina):
    page = new_page()
    sign_in(page, live_server.url, fina.mail)
    for width in (1100, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}/time/")
        if width == 390:
            page.locator("summary", has_text="Filter").first.click()
        page.locator("summary", has_text="More filters").click()
        first, last = (page.get_by_label(name, exact=True).bounding_box() for name in ("From", "To"))

        assert first["y"] == last["y"]


def test_rarer_filters_open_by_keyboard_and_stay_once_they_are_in_use(live_server, new_page, earning, fina):
    page = new_page()
    page.set_viewport_size({"width": 1190, "height": 900})
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/time/")
    billable = page.get_by_label("Billable", exact=True).locator("visible=true").and_(page.locator("select"))
    expect(billable).to_have_count(0)

    tab_to(page, "More filters")
    press(page, "Enter")
    billable.select_option(index=1)
    page.locator("form.filters .acts button").click()

    page.wait_for_url("**billable=**")
    expect(billable).to_be_visible()
    expect(page.locator("details.filters-more")).not_to_have_attribute("open", "")


def test_without_script_the_rarer_filters_open_too(live_server, new_page, earning, fina):
    page = new_page(javascript=False)
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/time/")
    page.locator("summary", has_text="More filters").click()

    expect(page.get_by_label("From", exact=True)).to_be_visible()
