"""The head of an account is as high on every tab, so that its tabs stay where they are."""

import pytest
import time_machine

from tests.builders import MONDAY, make_account
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


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_a_long_name_keeps_its_pin_beside_it_and_nothing_known_takes_no_room(live_server, new_page, mara, viewport):
    account = make_account("Ashdown and Whitcombe Heritage Railways", manager=mara)
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{account.pk}/")

    name = page.get_by_role("heading", level=1).bounding_box()
    pin = page.get_by_role("button", name="Pin Ashdown").bounding_box()
    assert name["y"] - 1 <= pin["y"] < name["y"] + name["height"]
    below = page.locator(".page-head .acts" if viewport == "phone" else "section.card").first.bounding_box()
    assert below["y"] - (name["y"] + name["height"]) <= 40
    dot = "getComputedStyle(document.querySelector('.bs-people .side-c'), '::before').inlineSize"
    assert page.evaluate(dot) == "9px"
