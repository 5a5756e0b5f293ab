"""A call becomes a note in 25 seconds, its report is cleared by key, and the client corrects it on a phone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from amity.contact_reports import queries, rules
from amity.contact_reports.models import ContactReport
from amity.conversations.models import Action, Note
from amity.expectations.models import Expectation
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from tests.journeys.counting import KEY, Counted
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press
from tests.journeys.on_a_phone import answer, delivered_link
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
PROMISE, EXPECTED, ACTION = "CO-3 to Piotr by Fri", "Welsh at launch", "Dana: photos tomorrow"
LINES = (f"! {PROMISE}", f"e {EXPECTED}", f"a {ACTION}")
WORDS = "Not photos, drawings. We said so twice."
MOST_SECONDS = 25


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server, so that links are in the outbox, and forget which links were opened."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def dana(osprey):
    """Create the contact who decides."""
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day", "decision_maker"])


@pytest.fixture
def piotr(osprey):
    """Create a contact who gets no report."""
    return osprey.contacts.create(name="Piotr Zielinski")


@pytest.fixture
def desk(live_server, new_page, piet, osprey, site):
    """Open the account's page, signed in as the manager of its project."""
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    return page


def test_a_call_becomes_a_note_then_a_report_that_is_cleared_by_key_and_corrected_on_a_phone(
    desk, live_server, new_page, piet, mara, dana, piotr
):  # fmt: skip
    assert take_note(desk, dana) <= MOST_SECONDS
    assert_recorded(piet, dana, piotr)
    report = submit_report(desk)
    assert Note.objects.get().report_talk.report == report

    manager = new_page()
    sign_in(manager, live_server.url, mara.mail)
    manager.goto(f"{live_server.url}/going-out/")
    expect(manager.locator(".letter").first).to_contain_text("Photos")
    for chip in manager.get_by_label("Checked with client").all():
        chip.press("Space")
    with manager.expect_navigation():
        press(manager, "c")
    expect(manager.locator(".letter")).to_have_count(0)
    assert Item.objects.get().state == "cleared"
    assert queries.state_of(report) == rules.GOING

    phone = new_page(viewport="phone")
    link = delivered_link(live_server.url)
    answer(phone, link, "Correct something", initials="DW", words=WORDS)
    expect(phone.get_by_text("has your correction")).to_be_visible()

    manager.goto(f"{live_server.url}/waiting/")
    expect(manager.locator("[data-row]", has_text="Corrected contact reports")).to_be_visible()
    press_and_wait(manager, manager.get_by_role("link", name="Show report"))
    expect(manager.locator("blockquote")).to_contain_text(WORDS)
    expect(manager.get_by_role("button", name="Submit report")).to_be_visible()
    report.refresh_from_db()
    assert (report.edition, queries.state_of(report)) == (2, rules.CORRECTED)


def take_note(desk, caller):
    """Write the note while the call lasts, and return its seconds by the keystroke model."""
    writer, text = Counted(desk), "\n".join(LINES)
    press(desk, "n")
    expect(desk.locator("#id_text_lines")).to_be_focused()
    desk.keyboard.type(text)
    expect(desk.locator("#becomes li")).to_have_count(len(LINES))
    writer.presses_on(desk.locator("#note-who .chip", has_text=caller.name).first)
    expect(desk.get_by_label("Expectation: Who said so")).to_have_value(str(caller.pk))
    desk.locator("#id_text_lines").press("Control+Enter")
    expect(desk.get_by_text("Note saved with 3 records.")).to_be_visible()

    writer.keys, writer.fields = len(text) + len("n") + len(("Control", "Enter")), 1
    assert writer.seconds > KEY * writer.keys
    return writer.seconds


def assert_recorded(author, caller, promised_to):
    """Check the promise, the expectation and the action with their people and dates."""
    promise, expected = Expectation.objects.get(kind="promise"), Expectation.objects.exclude(kind="promise").get()
    action, today = Action.objects.get(), clock.chosen().date()
    assert (promise.promised_by, promise.stated_by) == (author, promised_to)
    assert promise.promised_until is not None
    assert today < promise.promised_until <= today + timedelta(days=7)
    assert promise.promised_until.isoweekday() == 5
    assert (expected.stated_by, expected.client_words) == (caller, EXPECTED)
    assert (action.contact, action.due_on) == (caller, today + timedelta(days=1))


def submit_report(desk):
    """Draft the report of the note that is shown, submit it, and return it."""
    press_and_wait(desk, desk.get_by_role("button", name="Draft contact report"))
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Contact report 1: goes out by")
    expect(desk.locator(".cr").filter(has_text="Actions")).to_contain_text("Photos")
    expect(desk.locator(".letter")).to_contain_text("Here is what we took from")
    press_and_wait(desk, desk.get_by_role("button", name="Submit report"))
    expect(desk.get_by_text("Report submitted. Someone clears it before it leaves.")).to_be_visible()
    return ContactReport.objects.get()
