"""The services map by keyboard: move between cells, record who does a service, and dismiss a suggestion."""

import pytest
from playwright.sync_api import expect

from amity.agency.models import Service
from amity.services.models import Cell
from amity.services.tests.making import make_service
from amity.strategy.changes import GoalFields
from amity.strategy.goals.commands import set_goal
from tests.builders import MONDAY, acting, make_account
from tests.journeys.accessibility import violations
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_cell_is_reached_by_arrows_recorded_and_its_suggestion_dismissed(live_server, new_page, osprey, mara):
    make_account("Larkfield Dairy", manager=mara)
    make_service("App", "Digital", helps_with="tickets")
    make_service("Web", "Digital", helps_with="bookings")
    fields = GoalFields("Sell half of all tickets in the app")
    set_goal(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/growth/")

    page.locator("[data-cell]").first.focus()
    press(page, "ArrowRight")
    press(page, "ArrowDown")
    press(page, "ArrowLeft")
    expect(page.locator(":focus")).to_have_attribute("title", "App: Unknown")
    press(page, "Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="App at Osprey Rail")).to_be_visible()
    dialog.get_by_text("No one does it", exact=True).click()
    press_and_wait(page, dialog.get_by_role("button", name="Save entry"))

    expect(page.get_by_role("heading", level=1)).to_have_text("1 opening for our services")
    expect(page.locator(".sv-sug")).to_contain_text("Fits their goal “Sell half of all tickets in the app”.")
    assert violations(page) == []

    page.locator(".sv-sug").get_by_text("Not relevant…").click()
    press_and_wait(page, page.get_by_role("button", name="They don’t want it"))
    expect(page.get_by_text("App marked as not relevant for Osprey Rail.")).to_be_visible()
    expect(page.locator(".sv-sug")).to_have_count(0)
    assert Cell.objects.get().state == "not_relevant"


def test_the_number_of_an_opening_is_whole_within_its_tile_on_a_phone(live_server, new_page, osprey, mara):
    make_service("App", "Digital", helps_with="tickets")
    fields = GoalFields("Sell half of all tickets in the app")
    set_goal(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    Cell.objects.create(
        account=osprey, service=Service.objects.get(), state="no_one", recorded_on=MONDAY.date(), recorded_at=MONDAY,
        by_label="Mara",
    )  # fmt: skip
    page = new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/growth/")
    number = page.locator(".sv-c.is-open > .sv-no")
    tile, box = page.locator(".sv-c.is-open").bounding_box(), number.bounding_box()

    assert tile["x"] < box["x"] < box["x"] + box["width"] < tile["x"] + tile["width"]
    assert tile["y"] < box["y"] < box["y"] + box["height"] < tile["y"] + tile["height"]
