"""A heading that a link leads to is below the bar at the top, and a table that scrolls shows that more follows."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.going import sign_in, wait_until
from tests.rig.browser import NewPage, Viewport

pytestmark = pytest.mark.django_db(transaction=True)
BELOW = """id => document.getElementById(id).getBoundingClientRect().top
  - document.querySelector('.topbar').getBoundingClientRect().bottom"""


def led_to(page: Page, key: str) -> float:
    """How far below the bar an element is after a link to it, on a page that is long enough to scroll."""
    page.evaluate("document.querySelector('main').style.paddingBottom = '3000px'")
    page.evaluate("key => { location.hash = ''; location.hash = key }", key)
    wait_until(page, "scrollY > 0")
    return float(page.evaluate(BELOW, key))


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_a_heading_is_below_the_bar_after_a_link_to_it(live_server, new_page: NewPage, mara, site, viewport: Viewport):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")

    assert led_to(page, "lines") >= 0


def test_tabs_that_do_not_fit_say_that_more_follows_until_their_end(live_server, new_page: NewPage, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/money/")
    tabs = page.get_by_role("navigation", name="Money")
    expect(tabs).to_have_attribute("data-more", "")

    tabs.evaluate("one => one.scrollTo(one.scrollWidth, 0)")

    expect(tabs).not_to_have_attribute("data-more", "")
