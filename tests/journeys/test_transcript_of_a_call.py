"""A file of Teams becomes a note: two lines are kept and one dropped by key, and both records have their time."""

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Preference
from amity.conversations.models import Note
from amity.conversations.tests.talks import CALL
from amity.conversations.transcripts.models import Transcript
from amity.expectations.models import Expectation
from amity.scope.models import Request
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("viewport", "theme"), [("desktop", "light"), ("phone", "dark")])
def test_a_transcript_is_read_kept_by_key_and_deleted(live_server, new_page, mara, osprey, viewport, theme):
    osprey.contacts.create(name="Dana Whitlock")
    page = new_page(viewport=viewport, theme=theme)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/notes/add/")
    page.locator("#id_text_lines").fill("Good call")
    page.get_by_text("Add transcript").click()
    file = {"name": "call.vtt", "mimeType": "text/vtt", "buffer": CALL.replace("Mara Okafor", mara.name).encode()}
    page.locator("#id_transcript_file").set_input_files(file)
    press_and_wait(page, page.get_by_role("button", name="Read transcript"))

    expect(page.locator(".spoken-1")).to_have_count(3)
    expect(page.locator("#id_text")).to_have_value("Good call")
    expect(page.locator("#note-who .chip", has_text="Dana Whitlock").first.locator("input")).to_be_checked()
    for key in "kkx":
        press(page, key)
    expect(page.locator('.spoken-1 input[value="keep"]:checked')).to_have_count(2)
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Note saved with 2 records.")).to_be_visible()
    expect(page.get_by_text("00:14:05")).to_be_visible()
    assert Note.objects.get().text == "Good call"
    assert (Request.objects.count(), Expectation.objects.count(), Preference.objects.count()) == (1, 1, 0)
    assert not Transcript.objects.exists()
