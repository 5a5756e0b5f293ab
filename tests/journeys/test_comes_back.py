"""A page that a dialog reads again looks as it was left, and the rail has counted what was saved."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, Route, expect

from amity.today.tests.making import make_promise
from tests.builders import MONDAY, make_project
from tests.journeys.going import sign_in, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
LATER = "section[aria-labelledby=jobs-h]"
HEIGHT = "one => one.offsetHeight"


@pytest.fixture
def page(new_page) -> Iterator[Page]:
    """Return a desktop, on the builders' Monday."""
    with time_machine.travel(MONDAY, tick=True):
        page = new_page()
        yield page
        page.unroute_all(behavior="ignoreErrors")


def promise(page: Page, words: str) -> None:
    """Add a promise in the dialog of an account's page, without scrolling to its link."""
    page.get_by_role("link", name="Add promise", exact=True).evaluate("one => one.click()")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What we promised").fill(words)
    with page.expect_navigation(wait_until="domcontentloaded"):
        dialog.get_by_role("button", name="Add promise").click()
    expect(page.get_by_role("link", name=words).first).to_be_attached()


def test_a_dialog_leaves_folds_heights_and_the_place_in_sight(live_server, page, osprey, mara, piet):
    for number in range(14):
        make_promise(osprey, mara, f"Sketch {number}", 7)
    for number in range(3):
        make_project(osprey, name=f"Care {number}", manager=piet)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(LATER)).not_to_have_attribute("hx-get", re.compile("jobs"))
    page.locator("details.wl-fold > summary", has_text="more").click()
    page.evaluate("scrollTo(0, 300)")
    height, held = page.locator(LATER).evaluate(HEIGHT), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/jobs/", hold)

    promise(page, "A second sketch")

    assert page.locator(LATER).get_attribute("hx-get")
    assert page.locator(LATER).evaluate(HEIGHT) == height > 150
    assert page.locator("details.wl-fold", has_text="more").evaluate("one => one.open")
    wait_until(page, "scrollY === 300")


def test_the_count_of_what_was_saved_comes_with_its_page(live_server, page, osprey, mara):
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    page.wait_for_load_state("networkidle")
    today = page.locator("#count-today")
    expect(today).to_be_empty()
    asked = list[Route]()

    def only_first(route: Route) -> None:
        asked.append(route)
        if len(asked) == 1:
            route.continue_()

    page.route("**/counts/", only_first)
    promise(page, "The sketch by 24 November 2026")

    expect(today).to_have_text(re.compile("1"))
    assert len(asked) == 2
