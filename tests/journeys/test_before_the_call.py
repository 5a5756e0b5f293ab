"""From a meeting's row to the page before it by one key, to paper, and to its note by another."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from amity.conversations.models import Note
from amity.meetings.tests.making import make_meeting
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_is_prepared_printed_on_one_sheet_and_noted_by_keys(live_server, new_page, mara, osprey):
    helen = osprey.contacts.create(name="Helen Marsh", roles=["sponsor"])
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=20)
    meeting = make_meeting(osprey, people=[mara], contacts=[helen], starts_at=starts_at, title="Steering group")
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    page.locator("[data-row] a", has_text="Steering group").first.focus()
    press(page, "b")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before the call with Helen Marsh")

    (sheet,) = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert "To settle on this call" in sheet.extract_text()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Start note")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    press(page, "p")
    expect(page).to_have_title("printed")

    press(page, "n")
    expect(page.get_by_text("Note of the meeting")).to_be_visible()
    page.locator("#id_text_lines").fill("Good call")
    page.locator("#id_text_lines").press("Control+Enter")
    expect(page.get_by_text("Note saved.")).to_be_visible()
    note = Note.objects.get()
    assert (note.meeting, note.title, note.minutes) == (meeting, "Steering group", 30)
    assert [one.contact for one in note.people.exclude(contact=None)] == [helen]
