"""The plan of an account shows its sections by title and count; a link to one opens it, and paper has them all."""

import pytest
from playwright.sync_api import Page, expect

from amity.scope.tests.making import make_assessed
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = "all => all.filter(one => one.open).map(one => one.querySelector('summary').innerText)"
FOLDS = "details.is-plan"


def opened(page: Page) -> list[str]:
    """Return the titles of the sections that are open."""
    titles: list[str] = page.locator(FOLDS).evaluate_all(OPEN)
    return titles


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_the_first_section_with_open_records_is_unfolded(live_server, new_page, osprey, mara, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/")
    assert opened(page) == ["Strategy"]

    make_assessed(osprey, mara, "Can the map show platforms?")
    page.reload()

    assert opened(page) == ["Open requests 1"]
    expect(page.get_by_role("heading", name="Open requests")).to_have_count(1)
    expect(page.get_by_role("heading", name="Preferences 0")).to_be_visible()
    assert min(one.bounding_box()["height"] for one in page.locator(f"{FOLDS} > summary").all()) >= 24
    assert page.evaluate("document.documentElement.scrollHeight") < 2 * 844 + 200


def test_a_link_to_a_folded_section_opens_it_and_paper_shows_all(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/#preferences")
    expect(page.locator("#preferences form").first).to_be_visible()

    page.evaluate("location.hash = '#expectations'")

    expect(page.locator("#expectations form")).to_be_visible()
    expect(page.locator("#requests")).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator("#requests p")).to_be_visible()
