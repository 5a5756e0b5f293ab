"""A hand-off on a folded card of Today: it unfolds to what is accepted, with the keyboard in the sentence's field."""

import pytest
from playwright.sync_api import expect

from amity.handoff.models import Handoff
from amity.handoff.tests.making import make_waiting, offered
from amity.today.tests.making import make_promise
from tests.journeys.going import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_monday")]


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_a_folded_hand_off_is_read_and_accepted(live_server, new_page, mara, piet, site, viewport):
    for number in range(4):
        make_promise(site.account, piet, f"Page {number}", -9)
    offered(mara, make_waiting(site.account, piet, name="Landing page"))
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/today/")
    card = page.locator(".fold [data-row]", has_text="Landing page")
    expect(card.get_by_role("button", name="Accept hand-off")).to_have_count(0)

    card.locator("summary", has_text="Read hand-off").click()

    expect(card.get_by_text("must_not in a sentence")).to_be_visible()
    expect(card.get_by_label("In one sentence: what will you deliver?")).to_be_focused()
    page.keyboard.type("One page by Friday")
    card.get_by_role("button", name="Accept hand-off").click()
    expect(page.get_by_text("Hand-off accepted.")).to_be_visible()
    assert Handoff.objects.get().state == "accepted"
