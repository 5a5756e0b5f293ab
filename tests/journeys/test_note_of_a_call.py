"""A note is typed, pasted, restored and marked. `test_contact_report.py` has the journey of a whole call."""

import re

import pytest
from playwright.sync_api import expect

from amity.conversations.models import Note
from amity.scope.models import Request
from tests.journeys.going import sign_in, wait_until
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contacts(osprey):
    """Create two contacts of the client."""
    return [osprey.contacts.create(name=name) for name in ("Dana Whitlock", "Piotr Zielinski")]


@pytest.fixture
def desk(live_server, new_page, mara, osprey, contacts):
    """Open the account's page, signed in as its manager."""
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    return page


def chip_of(page, words):
    """Return the chip of a line."""
    return page.locator("#becomes li").filter(has_text=words)


def test_a_dropped_line_makes_nothing_and_a_draft_survives_a_wrong_turn(desk, contacts):
    press(desk, "n")
    desk.locator("#id_text_lines").fill("? a map\nd launch in May")
    chip_of(desk, "A map").get_by_text("Drop").click()
    expect(desk.locator("#becomes li")).to_have_count(2)
    wait_until(desk, "Object.keys(sessionStorage).some((key) => key.startsWith('amity.typed'))")
    desk.reload()

    expect(desk.locator("#id_text")).to_have_value("? a map\nd launch in May")
    expect(chip_of(desk, "Launch in May")).to_be_visible()
    chip_of(desk, "A map").get_by_text("Drop").click()
    desk.get_by_role("button", name="Save note").click()
    expect(desk.get_by_text("Note saved with 1 record.")).to_be_visible()
    assert not Request.objects.exists()


def test_selected_words_become_a_request_by_one_key(desk, contacts):
    press(desk, "n")
    desk.locator("#note-who .chip", has_text="Dana Whitlock").first.click()
    desk.locator("#id_text_lines").fill("She wants six more stations")
    desk.get_by_role("button", name="Save note").click()
    line = desk.locator(".said-1 p")
    expect(line).to_be_visible()
    line.select_text()
    line.dispatch_event("pointerup")
    expect(desk.locator("#point-menu")).to_be_visible()
    press(desk, "r")

    expect(desk.get_by_text("Request recorded: She wants six more stations")).to_be_visible()
    request, note = Request.objects.get(), Note.objects.get()
    assert (request.words, request.contact) == ("She wants six more stations", contacts[0])
    assert note.points.get().position == 1


def beside(page, words, line):
    """Return how far a chip's top is from the top of a line, or from its end where chips follow their line."""
    chip = chip_of(page, words)
    expect(chip).to_be_visible()
    box, text = chip.bounding_box(), page.locator("#id_text_lines > div").nth(line).bounding_box()
    is_below = box["x"] < text["x"] + text["width"] / 2
    return box["y"] - text["y"], is_below, box["y"] + box["height"] <= text["y"] + text["height"] + 1


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_each_chip_is_next_to_its_line_and_on_a_phone_below_it(live_server, new_page, mara, osprey, contacts, viewport):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/notes/add/")
    editor = page.locator("#id_text_lines")
    editor.press_sequentially("Piotr is happy\n! CO-3 to Piotr by Fri\ne Welsh at launch")
    expect(page.locator("#becomes li")).to_have_count(2)
    editor.press("Control+Home")
    editor.press_sequentially("Good call\n")
    expect(chip_of(page, "Welsh at launch")).to_have_attribute("data-line", "4")

    for words, line in (("CO-3 to Piotr", 2), ("Welsh at launch", 3)):
        away, is_below, has_room = beside(page, words, line)
        assert is_below == (viewport == "phone")
        assert (away > 20) if is_below else abs(away) <= 1
        assert has_room


def test_what_is_pasted_undone_and_broken_softly_is_plain_lines(desk):
    press(desk, "n")
    editor, field = desk.locator("#id_text_lines"), desk.locator("#id_text")
    expect(editor).to_be_focused()
    desk.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "one\\r\\n<b>two</b>");
            data.setData("text/html", "<b>one</b>");
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(paste);
        }"""
    )
    expect(field).to_have_value("one\n<b>two</b>")
    editor.press("Shift+Enter")
    editor.press_sequentially("three  spaces")
    expect(field).to_have_value("one\n<b>two</b>\nthree  spaces")
    editor.press("Control+b")
    assert editor.locator("b").count() == 0
    editor.press("Control+a")
    editor.press("Delete")
    expect(field).to_have_value("")
    editor.press("Control+z")
    expect(field).to_have_value("one\n<b>two</b>\nthree  spaces")
    editor.press("Control+a")
    editor.press_sequentially("four")
    expect(field).to_have_value("four")


def test_the_week_keeps_its_own_n(live_server, new_page, mara, osprey, site):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/time/week/")
    press(page, "n")

    expect(page).not_to_have_url(re.compile("/notes/"))
