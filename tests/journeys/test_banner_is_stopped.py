"""A designer's banner with a word the client hates: stopped with their quote, returned, fixed, cleared, and approved
by the client on their own pages.
"""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from amity.accounts.models import Preference
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import code_sent
from amity.projects.models import Deliverable
from tests.builders import make_line
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press
from tests.journeys.on_a_phone import delivered_link

pytestmark = pytest.mark.django_db(transaction=True)
QUOTE = "Never say delay on anything a passenger sees. We talk about trains that run on time."
HATED, LOVED = "Headline: Fewer delays from 13 December", "Headline: More trains on time"


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server, so that links are in the outbox, and forget which links were opened."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def dana(osprey):
    """Create the contact who decides, and what she never wants to read."""
    contact = make_contact(osprey, "Dana Whitlock", roles=["day_to_day", "decision_maker"])
    now = timezone.now()
    Preference.objects.create(
        account=osprey, attitude="never", scope="wording", text="The word delay", basis="stated", stated_by=contact,
        stated_on=timezone.localdate() - timedelta(days=30), client_words=QUOTE, check_kind="phrase",
        check_value="delays", added_at=now, changed_at=now,
    )  # fmt: skip
    return contact


@pytest.fixture
def desk(live_server, new_page):
    """Return a function that opens a page with a person signed in."""

    def sit_down(person):
        page = new_page()
        sign_in(page, live_server.url, person.mail)
        return page

    return sit_down


def test_a_banner_with_a_hated_word_is_returned_fixed_and_approved(
    live_server, new_page, desk, dana, site, mara, piet, tim
):  # fmt: skip
    line = make_line(site.agreement)
    banner = f"{live_server.url}/projects/{site.pk}/lines/{line.pk}/"
    designer, writer, manager = desk(tim), desk(piet), desk(mara)
    add_version(designer, banner, HATED)
    send(writer, banner)
    stopped = Item.objects.get()
    assert (stopped.state, stopped.kind) == ("submitted", "showing")

    manager.goto(f"{live_server.url}/going-out/")
    expect(manager.locator("#checks")).to_contain_text(QUOTE)
    expect(manager.locator("#checks")).to_contain_text("Dana Whitlock")
    manager.get_by_label("Fact", exact=True).check()
    expect(manager.locator("#preference")).to_be_hidden()
    manager.get_by_label("Client preference", exact=True).first.check()
    expect(manager.locator("#preference")).to_be_visible()
    press_and_wait(manager, manager.locator("#ground").get_by_role("button", name="Return email"))

    add_version(designer, banner, LOVED)
    fix(writer, banner)
    manager.goto(f"{live_server.url}/going-out/")
    expect(manager.locator(".letter").first).to_contain_text(LOVED)
    with manager.expect_navigation():
        press(manager, "c")
    delivered_link(live_server.url)
    phone = new_page(viewport="phone")
    approve_on_client_pages(phone, live_server.url, dana)

    expect(phone.get_by_text("You approved this. Thank you.")).to_be_visible()
    assert Deliverable.objects.get().state == "accepted"
    given = Answer.objects.get()
    assert (given.contact, given.choice, given.way) == (dana, "approve", "page")


def approve_on_client_pages(page, address, contact):
    """Sign in with the emailed code, find what waits on the first page, and approve it there."""
    page.goto(f"{address}/client/")
    page.get_by_label("Email address").fill(contact.mail)
    press_and_wait(page, page.get_by_role("button", name="Send code"))
    page.get_by_label("Code from the email").fill(code_sent())
    press_and_wait(page, page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("We need 1 thing from you")
    press_and_wait(page, page.get_by_role("link", name="Open and answer"))
    expect(page.locator(".letter, main").first).to_contain_text(LOVED)
    page.get_by_text("Approve", exact=True).click()
    press_and_wait(page, page.get_by_role("button", name="Send answer"))
    assert "/client/sent/" in page.url


def add_version(page, banner, note):
    """Add a version as the designer, with what is new in it."""
    page.goto(banner)
    page.get_by_role("link", name="Add version").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Link").fill("https://banners.example/station")
    dialog.get_by_label("What is new").fill(note)
    press_and_wait(page, dialog.get_by_role("button", name="Save version"))


def send(page, banner):
    """Write the email about the version. Its author sees the client's quote, and submits it all the same."""
    page.goto(banner)
    press_and_wait(page, page.get_by_role("link", name="Send to client"))
    expect(page.locator("#checks")).to_contain_text(QUOTE)
    press_and_wait(page, page.get_by_role("button", name="Submit email"))


def fix(page, banner):
    """Read on the returned email why, write it again about the new version, and submit it."""
    page.goto(banner)
    press_and_wait(page, page.get_by_role("link", name="Show email"))
    press_and_wait(page, page.get_by_role("link", name="Edit email"))
    expect(page.locator("#checks")).to_contain_text("A newer version was added")
    press_and_wait(page, page.get_by_role("button", name="Write again"))
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile(LOVED))
    press_and_wait(page, page.get_by_role("button", name="Submit email"))
