"""A project by keyboard: open a line, finish its item and the line, see the total change, start the timer."""

import re

import pytest
from playwright.sync_api import expect

from amity.projects.models import WorkItem
from amity.timesheets.models import Entry
from amity.timesheets.timer.models import Timer
from tests.builders import make_entry, make_item, make_line, make_project
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(site, tim):
    """Return an item of 12 hours, 5 of which are used, on the site's line of 12 hours."""
    line = make_line(site.agreement, "1", hours="12")
    item = make_item(site, "Seat map", line=line, hours="12")
    make_entry(by=tim, project=site, hours="5:00", line_id=line.pk, item_id=item.pk)
    return item


def test_a_line_opens_an_item_is_finished_the_total_changes_and_the_timer_runs(
    live_server, new_page, site, work, piet
):  # fmt: skip
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/")
    press_and_wait(page, page.get_by_role("link", name="Ticket site").first)
    total = page.get_by_role("row", name="Total")
    expect(total).to_contain_text("7 h")
    expect(page.get_by_label("Seat map is finished")).to_be_hidden()

    page.get_by_role("button", name="Items of Line 1").focus()
    press(page, "Enter")
    tick = page.get_by_label("Seat map is finished")
    expect(tick).to_be_visible()
    tick.focus()
    press(page, "Space")

    expect(page.locator(f"#item-{work.pk}").get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_text("1 of 1 item finished")).to_be_visible()
    expect(page.get_by_label("Seat map is finished")).to_be_focused()
    page.get_by_label("Line 1 is finished").focus()
    press(page, "Space")
    expect(total).to_contain_text("−7 h")
    expect(page.get_by_label("Seat map is finished")).to_be_visible()
    assert WorkItem.objects.get().finished_at
    with page.expect_navigation():
        page.get_by_role("button", name="Start timer").press("Enter")
    expect(page.locator("form.timer")).to_contain_text("Ticket site")
    assert Timer.objects.get().project == site
    assert page.url.endswith(f"/projects/{site.pk}/")


def test_a_running_timer_is_logged_when_another_project_starts_one(live_server, new_page, site, osprey, piet):
    other = make_project(osprey, name="Posters", manager=piet)
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")
    press_and_wait(page, page.get_by_role("button", name="Start timer"))

    page.goto(f"{live_server.url}/projects/{other.pk}/")
    press_and_wait(page, page.get_by_role("button", name="Start timer"))

    expect(page.get_by_text("logged. Timer started on")).to_be_visible()
    assert page.url.endswith(f"/projects/{other.pk}/")
    assert Timer.objects.get().project == other
    assert Entry.objects.get().project == site


def test_tabs_have_their_own_addresses_and_nothing_runs_off_a_phone(live_server, new_page, site, work, piet):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")

    for tab in ("Client", "Money", "Facts", "Work"):
        page.get_by_role("navigation", name="Ticket site").get_by_role("link", name=tab).click()
        page.wait_for_url(re.compile(f"/projects/{site.pk}/{'' if tab == 'Work' else tab.lower() + '/'}$"))
        expect(page.locator("nav.tabs [aria-current=page]")).to_contain_text(tab)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_dialog_begins_at_the_first_empty_field_that_must_be_filled(live_server, new_page, site, piet):
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/client/")

    page.locator("a[data-dialog][href$='/register/add/']").first.click()

    expect(page.locator("dialog [name=title]")).to_be_focused()


def test_the_button_of_joint_objectives_holds_its_words(live_server, new_page, osprey, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/who-does-what/")
    button = page.get_by_role("link", name="New joint objective")

    expect(button).to_be_visible()
    assert button.evaluate("one => one.scrollWidth <= one.clientWidth")
