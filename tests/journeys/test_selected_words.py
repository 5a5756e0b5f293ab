"""Words selected in a note or an email become a record by one key, and `n` adds a note from any page."""

import re

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Preference
from amity.conversations.emails.models import EmailPoint
from amity.conversations.models import Note, NotePoint
from amity.conversations.tests.making import make_note
from amity.expectations.models import Expectation
from amity.mailbox.tests.making import make_message
from amity.monitoring.models import RegisterEntry
from amity.scope.models import Request
from tests.builders import MONDAY
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
RECORDED = {
    "e": "Expectation recorded:", "p": "Preference recorded:", "r": "Request recorded:", "x": "Risk recorded:",
    "!": "Promise recorded:",
}  # fmt: skip
LINES = ("Welsh must be there at launch", "Never use exclamation marks", "We send CO-3 by Friday")


@pytest.fixture
def dana(osprey):
    """Create a contact of the client."""
    return osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")


@pytest.fixture
def desk(live_server, new_page, mara):
    """Sign in the account's manager."""
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    return page


def select(page, text, menu):
    """Select a text of the page, and return the menu that opens over it."""
    text.select_text()
    text.dispatch_event("pointerup")
    opened = page.locator(menu)
    expect(opened).to_be_visible()
    return opened


def test_words_of_a_note_become_an_expectation_a_preference_or_a_promise_and_escape_closes(
    desk, live_server, osprey, mara, dana
):  # fmt: skip
    note = make_note(osprey, mara, "\n".join(LINES), contact_ids=(dana.pk,))
    desk.goto(f"{live_server.url}/notes/{note.pk}/")
    menu = select(desk, desk.locator(".said-1 p").first, "#point-menu")
    press(desk, "Escape")
    expect(menu).to_be_hidden()
    assert not NotePoint.objects.exists()

    for number, (key, words) in enumerate(zip("ep!", LINES, strict=True)):
        select(desk, desk.locator(".said-1 p[data-verbatim]").nth(number), "#point-menu")
        press(desk, key)
        expect(desk.get_by_text(f"recorded: {words}")).to_be_visible()

    found = NotePoint.objects.order_by("position").values_list("mark", flat=True)
    assert list(found) == ["expectation", "preference", "promise"]
    assert Expectation.objects.exclude(kind="promise").get().stated_by == dana
    assert Preference.objects.get().attitude == "never"
    assert Expectation.objects.get(kind="promise").promised_by == mara


def test_words_of_an_email_become_each_record_of_the_menu_by_its_key(desk, live_server, osprey, mara, dana):
    words = "Never launch in Welsh by Friday"
    email = make_message(osprey, contact=dana, to=mara, reply=words, sent_at=MONDAY)
    desk.goto(f"{live_server.url}/threads/{email.thread_id}/")
    for key in "eprx!":
        select(desk, desk.locator(f"[data-select='words-{email.pk}'] p").first, f"#words-{email.pk}")
        press(desk, key)
        expect(desk.get_by_text(RECORDED[key])).to_be_visible()

    marks = EmailPoint.objects.order_by("pk").values_list("mark", flat=True)
    assert list(marks) == ["expectation", "preference", "request", "risk", "promise"]
    assert (Request.objects.get().contact, Preference.objects.get().attitude) == (dana, "never")
    assert Expectation.objects.exclude(kind="promise").get().stated_by == dana
    assert Expectation.objects.get(kind="promise").promised_by == mara
    risk = RegisterEntry.objects.get()
    assert (risk.title, risk.kind, risk.account, risk.raised_by_client) == (words, "risk", osprey, True)
    assert risk.detail == f"“{words}” (Dana Whitlock, email, 23 Nov 2026)"


def test_n_asks_for_the_account_where_the_page_has_none(desk, live_server, osprey, dana):
    desk.goto(f"{live_server.url}/waiting/")
    press(desk, "n")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Which account is the note about?")
    desk.get_by_role("main").get_by_role("link", name=osprey.name).press("Enter")

    expect(desk).to_have_url(re.compile(rf"/accounts/{osprey.pk}/notes/add/"))
    expect(desk.locator("#id_text_lines")).to_be_focused()
    desk.keyboard.type("Good call")
    press(desk, "Control+Enter")
    expect(desk.get_by_text("Note saved")).to_be_visible()
    assert (Note.objects.get().account, Note.objects.get().text) == (osprey, "Good call")
