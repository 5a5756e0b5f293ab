"""The browser rig: the live server answers, styles come with it, and a page that misbehaves is noticed."""

import pytest

from tests.journeys.going import wait_until
from tests.rig.browser import Faults

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_sign_in_page_opens_on_a_phone_in_the_dark(live_server, agency, new_page):
    page = new_page(viewport="phone", theme="dark")

    page.goto(f"{live_server.url}/", wait_until="networkidle")

    assert page.locator("input[type=password]").is_visible()
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_a_page_with_a_content_policy_is_asked_until_something_is_so(live_server, agency, page):
    page.goto(f"{live_server.url}/sign-in/")
    page.evaluate("setTimeout(() => { document.title = 'Later' }, 300)")

    wait_until(page, "document.title === 'Later'")

    assert page.title() == "Later"


def test_a_page_that_leaves_the_server_or_logs_an_error_is_noticed(live_server, new_page):
    page = new_page(faults_allowed=True)
    faults = Faults()
    faults.watch(page)

    body = "<script>console.error('oh')</script>"
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("http://elsewhere.example/")

    assert faults.found == ["left the server: http://elsewhere.example/", "console: oh"]
