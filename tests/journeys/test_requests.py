"""A client on the phone: the request is logged from the search in ten seconds, and four are confirmed by key."""

import pytest
from playwright.sync_api import expect

from amity.scope.models import Request
from amity.scope.tests.making import make_assessed
from tests.builders import make_agreement, make_line
from tests.journeys.accessibility import violations
from tests.journeys.counting import KEY, THOUGHT
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "request osprey newport stops on the map"


def test_a_request_is_logged_from_the_search_in_ten_seconds_of_keys(live_server, new_page, osprey, mara):
    line = make_line(make_agreement(osprey, "fixed"), "3")
    line.title = "Map of stops"
    line.save()
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/requests/")
    press(page, "/")
    expect(page.get_by_role("combobox", name="Search or jump")).to_be_focused()
    page.keyboard.type(TYPED)
    expect(page.locator("dialog.jump-d [aria-selected=true]")).to_contain_text("Osprey Rail")
    press(page, "Enter")
    page.wait_for_url("**/requests/log/**")
    expect(page.get_by_label("Line")).to_contain_text("3 Map of stops")
    press(page, "Enter")
    expect(page.get_by_text("Request logged: newport stops on the map")).to_be_visible()

    made = Request.objects.get()
    assert (made.words, made.line, made.through) == ("newport stops on the map", line, "phone")
    of_amity = len("/request osprey ") + 2
    assert of_amity * KEY + 2 * THOUGHT <= 10, "keys besides the client's own words"


def test_today_stays_while_a_request_is_logged_over_it(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="Log a request").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Which account?").select_option(label=osprey.name)
    dialog.get_by_role("button", name="Continue").click()
    expect(dialog.get_by_role("heading", name=f"Log a request from {osprey.name}")).to_be_visible()
    dialog.get_by_label("Request").first.fill("Newport on the map")
    dialog.get_by_role("button", name="Log request").click()
    expect(page.get_by_text("Request logged: Newport on the map")).to_be_visible()

    assert page.url == f"{live_server.url}/today/"
    assert Request.objects.get().words == "Newport on the map"


def test_r_in_the_list_logs_a_request(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/requests/")
    expect(page.get_by_role("link", name="Log a request r")).to_be_visible()
    press(page, "r")
    expect(page.get_by_role("dialog").get_by_label("Account")).to_be_visible()


def test_four_requests_are_confirmed_by_two_keys_each(live_server, new_page, osprey, mara, site):
    make_line(make_agreement(osprey, "fixed"), "1")
    for words in ("A map", "Stops", "Labels", "Newport"):
        make_assessed(osprey, mara, words, site)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/requests/confirm/")
    expect(page.get_by_role("heading", level=1)).to_have_text("4 requests need your decision")
    assert violations(page) == []
    press(page, "j")
    expect(page.locator("[aria-current=true] .voice")).to_contain_text("Stops")
    press(page, "k")
    expect(page.locator("[aria-current=true] .voice")).to_contain_text("A map")
    for key, left in (
        ("n", "3 requests need"),
        ("e", "2 requests need"),
        ("w", "1 request needs"),
        ("n", "No request needs"),
    ):
        press(page, key)
        press(page, "Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(left)

    assert list(Request.objects.order_by("pk").values_list("state", flat=True)) == [
        "at_no_charge", "extra", "new_work", "at_no_charge",
    ]  # fmt: skip
