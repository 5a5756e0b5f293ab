"""Search or jump by keyboard: what was opened last, an action with its object, and a choice in a new tab."""

import re

import pytest
from playwright.sync_api import expect

from amity.timesheets.models import Entry
from amity.timesheets.timer.models import Timer
from tests.builders import make_account, make_project
from tests.journeys.accessibility import violations
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def larkfield(site, mara, ada, piet):
    """A second account of Mara's, with a project."""
    account = make_account("Larkfield Dairy", manager=mara, director=ada)
    make_project(account, name="App care", manager=piet)
    return account


def marked(page):
    """The option that Enter would take."""
    return page.locator("dialog.jump-d [aria-selected=true]")


def test_a_small_job_is_three_words_and_enter_away(live_server, new_page, larkfield, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/")
    press(page, "Control+k")
    expect(page.get_by_role("combobox", name="Search or jump")).to_be_focused()
    page.keyboard.type("small job lark")
    press(page, "Enter")

    page.wait_for_url(f"**/accounts/{larkfield.pk}/small-job/")
    expect(page.get_by_role("link", name="Larkfield Dairy").first).to_be_visible()


def test_what_was_opened_last_comes_first(live_server, new_page, larkfield, site, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{larkfield.pk}/")
    page.goto(f"{live_server.url}/projects/{site.pk}/")
    page.goto(f"{live_server.url}/accounts/")
    press(page, "/")

    expect(marked(page)).to_contain_text("Ticket site")
    press(page, "ArrowDown")
    expect(marked(page)).to_contain_text("Larkfield Dairy")
    assert violations(page) == []
    with page.expect_popup() as opened:
        press(page, "Control+Enter")
    opened.value.wait_for_url(f"**/accounts/{larkfield.pk}/")
    expect(page.locator("dialog.jump-d")).to_be_hidden()
    assert page.url.endswith("/accounts/")


def test_a_timer_starts_from_the_search_and_the_one_that_ran_is_logged(live_server, new_page, larkfield, site, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    for typed in ("start timer app care", "start timer ticket"):
        press(page, "/")
        page.keyboard.type(typed)
        expect(marked(page)).to_contain_text(re.compile("(Start|Switch) timer"))
        with page.expect_navigation():
            press(page, "Enter")

    expect(page.locator("form.timer")).to_contain_text("Ticket site")
    assert page.url.endswith("/accounts/")
    assert Timer.objects.get().project == site
    assert [str(entry.project) for entry in Entry.objects.all()] == ["App care"]


def test_nothing_found_on_a_phone_is_said_and_closed_with_the_thumb(live_server, new_page, larkfield, mara):
    page = new_page(viewport="phone", theme="dark")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    page.locator("[data-jump]").click()
    page.keyboard.type("quillon")

    expect(page.get_by_text("Nothing found for “quillon”.")).to_be_visible()
    expect(page.get_by_role("option", name="New account “quillon”")).to_be_visible()
    expect(marked(page)).to_have_count(0)
    assert violations(page) == []
    close = page.get_by_role("button", name="Close")
    assert min(close.bounding_box()["width"], close.bounding_box()["height"]) >= 44
    close.click()
    expect(page.locator("dialog.jump-d")).to_be_hidden()


def test_a_name_and_its_note_are_in_one_row_and_begin_at_one_edge_where_they_are_not(
    live_server, new_page, larkfield, mara
):
    make_project(larkfield, name="Names of all stations " * 6)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/")
    press(page, "Control+k")
    page.keyboard.type("lark")
    notes = page.locator("dialog.jump-d [role=option] small")
    expect(notes.first).to_be_visible()
    rows = notes.evaluate_all(
        """notes => notes.map(note => {
            const [name, own] = [note.previousElementSibling, note].map(one => one.getBoundingClientRect());
            return own.top < name.bottom ? "beside" : own.left - name.left;
        })"""
    )

    assert set(rows) == {"beside", 0}
