"""A heading that a link leads to is below the bar at the top, and a table that scrolls shows that more follows."""

import pytest
from playwright.sync_api import Page

from tests.journeys.going import sign_in
from tests.rig.browser import NewPage, Viewport

pytestmark = pytest.mark.django_db(transaction=True)
BELOW = """id => document.getElementById(id).getBoundingClientRect().top
  - document.querySelector('.topbar').getBoundingClientRect().bottom"""


def led_to(page: Page, key: str) -> float:
    """How far below the bar an element is after a link to it, on a page that is long enough to scroll."""
    page.evaluate("document.querySelector('main').style.paddingBottom = '3000px'")
    page.evaluate("key => { location.hash = ''; location.hash = key }", key)
    page.wait_for_function("() => window.scrollY > 0")
    return float(page.evaluate(BELOW, key))


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_a_heading_is_below_the_bar_after_a_link_to_it(live_server, new_page: NewPage, mara, site, viewport: Viewport):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")

    assert led_to(page, "lines") >= 0


def test_a_wide_table_says_that_more_follows_until_its_end(live_server, new_page: NewPage, mara, osprey):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    box = page.locator(".tbl-scroll[data-more]")
    box.wait_for()

    box.evaluate("one => one.scrollTo(one.scrollWidth, 0)")

    page.locator(".tbl-scroll:not([data-more])").wait_for()
