"""Letters typed between the fields of a form, at its chips and discs, are no keys of the page."""

import re

import pytest
from playwright.sync_api import expect

from amity.briefs.tests.making import make_whole_brief
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = "not to be done by hand/?"


def test_words_typed_at_a_disc_of_a_brief_are_no_keys(live_server, new_page, mara, piet, osprey):
    brief = make_whole_brief(mara, osprey, piet)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    here = f"{live_server.url}/briefs/{brief.pk}/"
    page.goto(here)
    disc = page.locator("form#brief summary.kn-a").locator("visible=true").first
    disc.focus()
    expect(disc).to_be_focused()

    for letter in LETTERS.replace(" ", ""):
        press(page, letter)

    expect(page).to_have_url(here)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_words_typed_at_a_chip_of_a_small_job_are_no_keys(live_server, new_page, mara, site):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    here = f"{live_server.url}/accounts/{site.account_id}/small-job/"
    page.goto(here)
    page.locator("main form :is([type=radio], [type=checkbox])").first.focus()

    for letter in "not":
        press(page, letter)
    expect(page).to_have_url(here)

    page.evaluate("document.activeElement.blur()")
    press(page, "n")
    expect(page).to_have_url(re.compile("/notes/"))
