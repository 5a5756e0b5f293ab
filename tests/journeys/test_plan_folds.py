"""The plan of an account shows strategy, goals and what is at risk; every other section is a line that unfolds."""

import pytest
from playwright.sync_api import Page, expect

from amity.accounts.preferences.commands import PreferenceFields, keep_preference
from amity.expectations import rules
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.commands import move_expectation, record_expectation
from amity.scope.tests.making import make_assessed
from tests.builders import MONDAY, acting
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LINES = "details.is-plan"


def line(page: Page, label: str) -> str:
    """Return what the line of a section says beside its label."""
    return page.locator(f"{LINES}:has(h2:text-is({label!r})) > summary [data-says]").inner_text()


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_what_can_be_added_is_beside_its_heading(live_server, new_page, osprey, mara, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/")

    for label, act in (("Joint objectives", "New joint objective"), ("Decision log", "New decision")):
        heading = page.get_by_role("heading", name=label, exact=True)
        link = page.get_by_role("link", name=act, exact=True)
        expect(link).to_be_visible()
        place, other = heading.bounding_box(), link.bounding_box()
        assert place
        assert other
        assert other["y"] < place["y"] + place["height"]
        assert other["y"] + other["height"] > place["y"]
    for label, act in (("Strategy", "Draft strategy"), ("Goals", "Add goal")):
        head = page.locator("section.card > header", has=page.get_by_role("heading", name=label, exact=True))
        expect(head.get_by_role("link", name=act)).to_be_visible()
    page.get_by_role("link", name="New decision", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("heading", name="New decision")).to_be_visible()


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_what_is_at_risk_is_open_and_the_rest_is_lines_with_their_content(
    live_server, new_page, osprey, mara, viewport
):
    make_assessed(osprey, mara, "Can the map show platforms?")
    by, where = acting(mara), {"account_id": osprey.pk, "now": MONDAY}
    keep_preference(by=by, fields=PreferenceFields("Never show a fare without VAT", basis="assumption"), **where)
    endangered, _calm = (
        record_expectation(by=by, fields=ExpectationFields(said), **where)
        for said in ("Welsh at launch", "A status every Thursday")
    )
    move = Move(rules.AT_RISK, note="No translator yet")
    move_expectation(by=by, expectation_id=endangered.pk, version=endangered.version, move=move, now=MONDAY)
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)

    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/")

    assert page.locator(f"{LINES}[open]").count() == 0
    expect(page.get_by_role("link", name=endangered.statement)).to_be_visible()
    expect(page.get_by_role("link", name="A status every Thursday")).to_be_hidden()
    expect(page.get_by_role("heading", name="Strategy", exact=True)).to_be_visible()
    expect(page.locator("#goals")).to_be_visible()
    assert line(page, "Open requests") == "1, latest: Can the map show platforms?"
    assert line(page, "Preferences") == "1, latest: Never show a fare without VAT"
    assert line(page, "Decision log") == "None yet"
    expect(page.locator(f"{LINES}:has(h2:text-is('Joint objectives')) > summary [data-says]")).to_have_text("None yet")
    assert min(one.bounding_box()["height"] for one in page.locator(f"{LINES} > summary").all()) >= 24
    assert page.evaluate("document.documentElement.scrollHeight") < 3 * 844


def test_every_line_says_what_is_in_it(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)

    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/")

    says = page.locator(f"{LINES} > summary [data-says]")
    assert says.count() > 5
    for number in range(says.count()):
        expect(says.nth(number)).not_to_be_empty()


def test_a_link_to_a_folded_section_opens_it_and_paper_shows_all(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/#preferences")
    expect(page.locator("#preferences form").first).to_be_visible()
    expect(page.locator("#requests")).to_be_hidden()

    page.evaluate("location.hash = '#requests'")

    expect(page.locator("#requests p").first).to_be_visible()
    expect(page.locator("#decision-log")).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator("#decision-log p")).to_be_visible()


def test_what_is_recorded_on_the_plan_is_in_sight_and_the_message_leads_to_it(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/plan/")
    page.locator("summary", has_text="Record expectation").click()
    form = page.locator("#expectations form.quick")
    form.get_by_label("What they expect").fill("A status every Thursday")
    form.get_by_role("button", name="Record expectation").click()

    expect(page.locator("#expectations").get_by_role("link", name="A status every Thursday")).to_be_visible()
    page.get_by_role("status").get_by_role("link", name="A status every Thursday").click()

    expect(page.get_by_role("heading", name="A status every Thursday")).to_be_visible()
