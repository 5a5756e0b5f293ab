"""The account manager's retainer: its pace, a request logged, the note copied, the statement downloaded."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from tests.builders import acting, make_agreement, make_entry, make_line, make_project
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
MIDDLE = clock.chosen().replace(day=12)
"""The middle of the month of the run, since on its last day there is no pace left to explain."""
TODAY = MIDDLE.date()


@pytest.fixture(autouse=True)
def in_the_middle_of_a_month() -> Iterator[None]:
    """Run the journey in the middle of a month."""
    with time_machine.travel(MIDDLE):
        yield


@pytest.fixture
def care(osprey, piet, tim):
    """Create a retainer of ten hours a month since January, with twelve hours of today on it."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, overage_rate=120,
        starts_on=date(TODAY.year, 1, 1),
    )  # fmt: skip
    make_line(agreement, "1", hours="10")
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    make_entry(by=tim, project=project, hours="12", on=TODAY)
    return agreement


def test_the_account_manager_sees_the_pace_logs_a_request_and_takes_note_and_statement(
    live_server, new_page, osprey, care, mara
):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/money/")
    page.get_by_role("link", name="App care").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("over")
    page.locator("dt", has_text="Expected at this pace").get_by_text("Why?").first.click()
    expect(page.get_by_text("÷ working days elapsed")).to_be_visible()

    page.get_by_role("link", name="Log a request").first.click()
    page.get_by_label("Request", exact=True).fill("Gift guide")
    page.get_by_label("Planned hours").fill("4:30")
    page.get_by_role("button", name="Log request").click()
    expect(page.get_by_role("row", name=re.compile("Gift guide"))).to_contain_text("Open")
    expect(page.get_by_label("Text of the note")).to_have_value(
        re.compile(r"“Gift guide” needs about 4\.5 hours\. Shall we do it now for about €540, or can it wait\?")
    )

    page.get_by_label("Text of the note").fill("Dear Cleo, shall it wait?")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Dear Cleo, shall it wait?"

    page.get_by_role("button", name="I sent this note").click()
    expect(page.get_by_text("Note recorded as sent.")).to_be_visible()
    expect(page.get_by_text("Mara sent the client a note")).to_be_visible()
    page.locator(".sent-notes").get_by_text("Text of the note").click()
    expect(page.locator(".sent-notes")).to_contain_text("Dear Cleo, shall it wait?")

    with page.expect_download() as saved:
        page.get_by_role("link", name="Statement").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")


def test_the_actions_of_a_request_are_beside_each_other_where_there_is_room(live_server, new_page, care, mara):
    title = "The landing page for the winter sale, with all its banners and emails"
    fields = RequestFields(title, planned_seconds=36_000, asked_on=TODAY, wanted_on=TODAY)
    log_included_request(by=acting(mara), agreement_id=care.pk, fields=fields, now=timezone.now())
    page = new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/retainers/{care.pk}/")

    actions = page.get_by_role("row", name=re.compile("landing page")).locator(".acts > *")
    boxes = [one.bounding_box() for one in actions.all()]

    assert len(boxes) == 2
    assert boxes[0]["y"] + boxes[0]["height"] > boxes[1]["y"] + boxes[1]["height"] / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
