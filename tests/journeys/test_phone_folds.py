"""On a phone, long pages fold what isn't needed at once under a line that names it. A desktop shows all of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.going import sign_in
from tests.matrix.rights import AM
from tests.matrix.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
FOLDS = "#main details.on-phone"
HEIGHT = "document.documentElement.scrollHeight"


def opened(page: Page, address: str, scene: Scene, *places: str) -> Page:
    """Sign in as the account manager and open a page of the scene."""
    sign_in(page, address, str(scene.viewers[AM].mail))
    page.goto(address + "/".join(["", places[0], str(scene.known[places[1]]), *places[2:]]) + "/")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(
    ("place", "known", "most"),
    [("accounts", "account_id", 3.7), ("retainers", "retainer_id", 3.5), ("agreements", "agreement_id", 3.5)],
)
def test_a_phone_folds_what_is_not_needed_at_once_and_opens_it(live_server, new_page, scene, place, known, most):
    page = opened(new_page(viewport="phone"), live_server.url, scene, place, known)
    folds = page.locator(f"{FOLDS}:visible")

    assert folds.count() > 1
    assert page.evaluate(HEIGHT) < most * 844
    for one in folds.all():
        summary = one.locator("> summary")
        assert summary.inner_text().strip()
        assert not one.evaluate("one => one.open"), summary.inner_text()
        summary.click()
        assert one.evaluate("one => one.open && one.children[1].checkVisibility()"), summary.inner_text()


@pytest.mark.parametrize(
    ("place", "known"), [("accounts", "account_id"), ("retainers", "retainer_id"), ("agreements", "agreement_id")]
)
def test_a_desktop_shows_all_of_it(live_server, new_page, scene, place, known):
    page = opened(new_page(), live_server.url, scene, place, known)
    folds = page.locator(FOLDS)

    assert folds.count() > 1
    for one in folds.all():
        assert one.evaluate("one => one.children[1].checkVisibility() && !one.children[0].checkVisibility()")


def test_what_was_opened_stays_open_when_an_act_draws_the_page_again(live_server, new_page, scene):
    page = opened(new_page(viewport="phone"), live_server.url, scene, "accounts", "account_id")
    answers = page.locator("details.wl-fold", has=page.get_by_role("heading", name="Also open"))
    answers.locator("> summary").click()
    shown = answers.locator("li")
    count = shown.count()

    answers.get_by_role("button", name=re.compile("Mark as (read|answered)")).first.click()

    expect(shown).to_have_count(count - 1)
    expect(shown.first).to_be_visible()


def test_a_link_to_a_folded_card_opens_it(live_server, new_page, scene):
    page = opened(new_page(viewport="phone"), live_server.url, scene, "agreements", "agreement_id")
    lines = page.locator("#lines tbody")
    expect(lines).to_be_hidden()

    page.evaluate("location.hash = '#lines'")

    expect(lines).to_be_visible()


def test_tabs_that_go_on_past_the_edge_say_so_until_their_end(live_server, new_page, scene):
    page = opened(new_page(viewport="phone"), live_server.url, scene, "accounts", "account_id")
    tabs = page.locator("#account-tab .tabs")
    arrow = "one => getComputedStyle(one, '::after').content.includes('›')"

    assert tabs.evaluate(arrow)

    tabs.evaluate("one => { one.scrollLeft = one.scrollWidth }")

    expect(tabs).not_to_have_attribute("data-more", "")
    assert not tabs.evaluate(arrow)
