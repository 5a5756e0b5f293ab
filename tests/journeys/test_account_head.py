"""The head of an account is as high on every tab, so that its tabs stay where they are."""

import pytest
import time_machine

from tests.builders import MONDAY
from tests.journeys.going import sign_in
from tests.matrix.rights import AM
from tests.matrix.scene import build

pytestmark = pytest.mark.django_db(transaction=True)


@time_machine.travel(MONDAY)
def test_the_tabs_of_an_account_are_in_the_same_place_on_every_page(live_server, new_page):
    scene, page = build("average"), new_page()
    sign_in(page, live_server.url, str(scene.viewers[AM].mail))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/accounts/{scene.known['account_id']}/")
    tabs = page.locator("#account-tab .tabs")
    addresses = tabs.get_by_role("link").evaluate_all("links => links.map(link => link.pathname)")
    heads, places = {}, {}
    for address in addresses:
        page.goto(f"{live_server.url}{address}")
        box = tabs.bounding_box()
        heads[address], places[address] = page.locator(".page-head").first.inner_text(), box and box["y"]

    assert len(addresses) > 4
    assert len(set(heads.values())) > 1, "one page begins with what is open, the others with health and strategy"
    assert len(set(places.values())) == 1, places
