"""The filter bar has one design on every list: in one row at a desk, and each field shows its name itself."""

from itertools import pairwise

import pytest
import time_machine
from django.test import Client

from tests.builders import MONDAY
from tests.journeys.going import sign_in
from tests.matrix.scene import build
from tests.test_lists import LISTS

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = """bar => [...bar.querySelectorAll('select, input:not([type=hidden], [type=checkbox]), .acts')].map(one => {
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
    page.set_viewport_size({"width": 1440, "height": 900})
    rows, beside, crossed = {}, {}, []
    for address in shown:
        page.goto(f"{live_server.url}{address}")
        bar = page.locator("form.filters")
        boxes = bar.evaluate(BOXES)
        rows[address] = len({box["middle"] for box in boxes})
        beside[address] = set(bar.evaluate(LABELS))
        crossed += [address for one, then in pairwise(boxes) if one["right"] > then["left"]]

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
            page.locator("summary", has_text="Filter").click()
        first, last = (page.get_by_label(name, exact=True).bounding_box() for name in ("From", "To"))

        assert first["y"] == last["y"]
