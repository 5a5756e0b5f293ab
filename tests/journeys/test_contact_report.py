"""The marks of a note become a contact report, cleared by key, and the client corrects it from the email on a phone."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from amity.contact_reports import queries, rules
from amity.contact_reports.models import ContactReport
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.on_a_phone import answer, delivered_link

pytestmark = pytest.mark.django_db(transaction=True)
LINES = ("d Blue it is", "a Piet: find a warmer green")
WORDS = "Not blue, teal. We said so twice."


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server, so that links are in the outbox, and forget which links were opened."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def dana(osprey):
    """Create the contact who decides."""
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day", "decision_maker"])


def test_marks_become_a_report_that_is_cleared_by_key_and_corrected_on_a_phone(
    live_server, new_page, osprey, site, piet, mara, dana
):  # fmt: skip
    submit(new_page(), f"{live_server.url}/accounts/{osprey.pk}/notes/add/", live_server.url, piet)

    manager = new_page()
    sign_in(manager, live_server.url, mara.mail)
    manager.goto(f"{live_server.url}/going-out/")
    expect(manager.locator(".letter").first).to_contain_text("Blue it is")
    with manager.expect_navigation():
        manager.keyboard.press("c")
    expect(manager.locator(".letter")).to_have_count(0)
    assert Item.objects.get().state == "cleared"
    report = ContactReport.objects.get()
    assert queries.state_of(report) == rules.GOING

    phone = new_page(viewport="phone")
    link = delivered_link(live_server.url)
    answer(phone, link, "Correct something", name=dana.name, initials="DW", words=WORDS)
    expect(phone.get_by_text("has your correction")).to_be_visible()

    manager.goto(f"{live_server.url}/waiting/")
    expect(manager.get_by_text("Corrections to take in").first).to_be_visible()
    press_and_wait(manager, manager.get_by_role("link", name="Show report"))
    expect(manager.locator("blockquote")).to_contain_text(WORDS)
    expect(manager.get_by_role("button", name="Submit report")).to_be_visible()
    report.refresh_from_db()
    assert (report.edition, queries.state_of(report)) == (2, rules.CORRECTED)


def submit(desk, address, url, author):
    """Write a note with marks, draft the report from it, and submit that."""
    sign_in(desk, url, author.mail)
    desk.goto(address)
    desk.locator("#id_text_lines").fill("\n".join(LINES))
    expect(desk.locator("#becomes li")).to_have_count(2)
    desk.locator("#id_text_lines").press("Control+Enter")
    expect(desk.get_by_text("Note saved with 2 records.")).to_be_visible()
    press_and_wait(desk, desk.get_by_role("button", name="Draft contact report"))
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Contact report 1: goes out by")
    expect(desk.locator(".cr").filter(has_text="Decisions")).to_contain_text("Blue it is")
    expect(desk.locator(".letter")).to_contain_text("Here is what we took from")
    press_and_wait(desk, desk.get_by_role("button", name="Submit report"))
    expect(desk.get_by_text("Report submitted. Someone clears it before it leaves.")).to_be_visible()
