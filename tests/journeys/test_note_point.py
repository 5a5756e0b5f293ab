"""A record from words of a note: only the fields that what it becomes needs are shown."""

import pytest
from playwright.sync_api import expect

from amity.conversations.tests.making import make_note
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LABELS = ("Who on our team", "Due date", "Attitude", "About")


@pytest.mark.parametrize(
    ("mark", "shown"), [("Promise", LABELS[:2]), ("Action", LABELS[:2]), ("Preference", LABELS[2:]), ("Risk", ())]
)
def test_only_what_the_record_needs_is_asked(live_server, new_page, osprey, mara, mark, shown):
    note = make_note(osprey, mara)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/notes/{note.pk}/points/add/")
    form = page.locator("form#act")
    form.get_by_label(mark, exact=True).check(force=True)

    for label in LABELS:
        expect(form.get_by_text(label, exact=True).first).to_be_visible(visible=label in shown)
