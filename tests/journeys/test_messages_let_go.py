"""A message never covers the title of the page, and lets go of the page after a moment."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from amity.briefs.tests.test_knowing import make_said
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.rules import PROMISE
from tests.builders import acting
from tests.journeys.going import sign_in, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_message_leaves_the_title_in_sight_and_scrolls_away(live_server, new_page, mara, osprey, width):
    page = new_page()
    page.set_viewport_size({"width": width, "height": 700})
    sign_in(page, live_server.url, mara.mail)
    page.clock.install()
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    page.get_by_role("link", name="Add promise").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What we promised").fill("A list of phones")
    dialog.get_by_label("Due date").fill("2027-12-04")
    dialog.get_by_role("button", name="Add promise").click()
    message = page.locator(".messages")

    expect(message).to_contain_text("Recorded: A list of phones")
    expect(page.locator(".messages[data-shown]")).to_be_attached()
    title = page.get_by_role("heading", level=1).bounding_box()
    shown = message.bounding_box()
    assert shown["y"] + shown["height"] <= title["y"]
    page.mouse.wheel(0, 300)
    wait_until(page, "scrollY > 100")
    assert message.bounding_box()["y"] == 60

    page.clock.fast_forward(6_100)

    expect(page.locator(".messages.is-past")).to_be_attached()
    assert message.bounding_box()["y"] < 0


@pytest.mark.parametrize("width", [390, 1440])
def test_a_message_leaves_the_place_in_sight_that_its_address_names(live_server, new_page, mara, osprey, width):
    for number in range(20):
        fields = ExpectationFields(
            f"Promise {number}",
            PROMISE,
            promised_by_id=mara.pk,
            promised_until=timezone.localdate() + timedelta(days=9),
        )
        record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=timezone.now())
    page = new_page()
    page.set_viewport_size({"width": width, "height": 700})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    page.get_by_role("button", name=re.compile("Mark as kept")).first.click()
    message = page.locator(".messages[data-shown]")
    expect(message).to_contain_text("Promise marked as kept.")

    page.evaluate("location.hash = 'kind-promise'")

    place, shown = page.locator("#kind-promise").bounding_box(), message.bounding_box()
    assert 0 < shown["y"] + shown["height"] <= place["y"] < 300


@pytest.mark.parametrize(("width", "below"), [(390, "#what"), (1440, "h1")])
def test_a_message_leaves_the_title_in_sight_where_the_page_lands_on_its_first_card(
    live_server, new_page, mara, osprey, width, below
):  # fmt: skip
    brief = make_brief(mara, osprey, audience="families")
    make_brief_line(mara, brief, ((make_crafts()["Design"].pk, 100 * HOUR),))
    page = new_page()
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    page.evaluate(
        "address => Object.assign(document.body.querySelector('form#line-act'), {action: address}).submit()",
        f"/briefs/{brief.pk}/fill/",
    )
    message = page.locator(".messages[data-shown]")
    expect(message).to_contain_text("Empty fields filled in")

    page.wait_for_url("**/#what")
    place, shown = page.locator(below).bounding_box(), message.bounding_box()
    assert 0 < shown["y"] + shown["height"] <= place["y"]


def test_a_page_stays_at_its_top_where_the_browser_leads_to_a_place_late(live_server, new_page, mara, osprey):
    brief = make_brief(mara, osprey, goal_id=make_said(osprey).pk)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    page.add_init_script("addEventListener('pageshow', () => setTimeout(() => scrollTo(0, 57), 300))")
    page.get_by_role("button", name="Fill 5 empty fields").click()
    expect(page.locator(".messages[data-shown]")).to_contain_text("Empty fields filled in")

    page.wait_for_timeout(600)

    assert page.evaluate("scrollY") == 0
