"""The marks of a note become a contact report in one press, and the account manager clears it by key."""

import pytest
from playwright.sync_api import expect

from amity.contact_reports import queries, rules
from amity.contact_reports.models import ContactReport
from amity.gate.models import Item
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LINES = ("d Blue it is", "a Piet: find a warmer green")


@pytest.fixture
def dana(osprey):
    """Create a contact of the client."""
    return osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example", roles=["day_to_day"])


def test_marks_become_a_report_that_is_cleared_by_key(live_server, new_page, osprey, site, piet, mara, dana):
    desk = new_page()
    sign_in(desk, live_server.url, piet.mail)
    desk.goto(f"{live_server.url}/accounts/{osprey.pk}/notes/add/")
    desk.locator("#id_text_lines").fill("\n".join(LINES))
    expect(desk.locator("#becomes li")).to_have_count(2)
    desk.locator("#id_text_lines").press("Control+Enter")
    expect(desk.get_by_text("Note saved with 2 records.")).to_be_visible()

    desk.get_by_role("button", name="Draft contact report").click()

    expect(desk.get_by_role("heading", level=1)).to_contain_text("Contact report 1: goes out by")
    expect(desk.locator(".cr").filter(has_text="Decisions")).to_contain_text("Blue it is")
    expect(desk.locator(".letter")).to_contain_text("Here is what we took from")
    desk.get_by_role("button", name="Submit report").click()
    expect(desk.get_by_text("Report submitted. Someone clears it before it leaves.")).to_be_visible()

    manager = new_page()
    sign_in(manager, live_server.url, mara.mail)
    manager.goto(f"{live_server.url}/going-out/")
    expect(manager.locator(".letter").first).to_contain_text("Blue it is")
    manager.keyboard.press("c")

    expect(manager.locator(".letter")).to_have_count(0)
    assert Item.objects.get().state == "cleared"
    assert queries.state_of(ContactReport.objects.get()) == rules.GOING
