"""The week of a team member: filled by keyboard alone, by plain form, and on a phone by thumb."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from amity.people.models import Capacity
from amity.timesheets import commands
from amity.timesheets.models import Entry
from tests.builders import MONDAY as MOMENT
from tests.builders import acting, make_entry, make_project
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.chosen().date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
WEEK = f"{MONDAY.isocalendar().year}-W{MONDAY.isocalendar().week:02d}"


def cell(page, project, day):
    """Return the field of a project on a day, 1 to 7."""
    return page.locator(f"[name='c.p{project.pk}.{day}']")


def saved(page):
    """Wait until the grid shows that it saved, and clear the message for the next time."""
    expect(page.locator("[data-said]")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))


@pytest.fixture
def app(site, tim):
    """Create a second project of Tim's, with time last week."""
    Capacity.objects.create(person=tim, weekly_seconds=144_000, valid_from=date(2026, 1, 1))
    project = make_project(site.account, name="App care", team=[tim])
    make_entry(by=tim, project=project, hours="3:00", on=MONDAY - timedelta(days=7), text="Last week's note")
    return project


def test_what_is_typed_while_a_row_is_added_goes_into_it(live_server, new_page, site, app, tim):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/{WEEK}/")
    page.evaluate("window.stays = true")
    page.route("**/row/", lambda route: (page.wait_for_timeout(400), route.continue_()))
    for key in ("n", *"app"):
        press(page, key)
    expect(page.get_by_role("option", name=re.compile("App care")).first).to_be_visible()
    for key in ("Enter", "Enter", *"2.55", "Backspace", "Enter"):
        page.keyboard.press(key)
    saved(page)
    expect(cell(page, app, TODAY.isoweekday())).to_have_value("2:30")
    assert page.evaluate("window.stays")
    assert Entry.objects.get(project=app, work_date=TODAY).seconds == 9000


def test_a_week_is_filled_by_keyboard_alone(live_server, new_page, site, app, tim):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/{WEEK}/")
    for key in ("n", *"ticket site"):
        press(page, "Space" if key == " " else key)
    expect(page.get_by_role("option", name=re.compile("Ticket site"))).to_be_visible()
    press(page, "Enter")
    expect(page.locator("td.today > input").first).to_be_focused()

    cell(page, site, 1).focus()
    page.keyboard.type("1:3o")
    press(page, "ArrowRight")
    expect(page.get_by_role("alert")).to_contain_text("Enter the time as 1:30")
    expect(cell(page, site, 1)).to_have_value("1:3o")
    press(page, "ArrowLeft")
    page.keyboard.type("1:30")
    press(page, "Tab")
    saved(page)
    expect(cell(page, site, 1)).to_have_value("1:30")
    expect(page.get_by_role("alert")).to_have_count(0)

    cell(page, site, 2).focus()
    page.keyboard.type("45m")
    press(page, "Escape")
    expect(cell(page, site, 2)).to_have_value("")
    page.keyboard.type("1h 30")
    press(page, "ArrowRight")
    expect(page.locator("tfoot tr").first).to_contain_text("3:00")
    cell(page, site, 2).focus()
    press(page, "Shift+Enter")
    page.locator("#cell-d").get_by_label("What for").fill("Icons of the second set")
    page.get_by_role("button", name="Save time").press("Enter")
    expect(page.locator("#cell-d")).not_to_be_visible()
    expect(cell(page, site, 2)).to_be_focused()

    entries = list(Entry.objects.filter(project=site).order_by("work_date").values_list("seconds", "text"))
    assert entries == [(5400, ""), (5400, "Icons of the second set")]
    page.locator("[data-undo]").press("Enter")
    expect(page.locator("[data-undo]")).to_have_count(0)


def test_half_an_hour_begins_with_a_point_and_the_note_goes_to_the_cell_just_saved(
    live_server, new_page, site, app, tim
):
    for project in (site, app):
        make_entry(by=tim, project=project, hours="1:00", on=MONDAY + timedelta(days=1))
    page = new_page()
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/{WEEK}/")
    first, below = page.locator("tr[data-key]").nth(0), page.locator("tr[data-key]").nth(1)
    cells = "td.cell > input:not([type=hidden])"
    first.locator(cells).first.focus()

    page.keyboard.type(".5")
    press(page, "Enter")
    expect(below.locator(cells).first).to_be_focused()
    press(page, "Shift+Enter")
    page.locator("#cell-d").get_by_label("What for").fill("First layout")
    page.get_by_role("button", name="Save time").press("Enter")
    expect(page.locator("#cell-d")).not_to_be_visible()
    below.locator(cells).first.focus()
    for typed in ("n", " ", ",5"):
        page.keyboard.type(typed)
    expect(below.locator(cells).first).to_have_value("n ,5")
    press(page, "Escape")

    assert list(Entry.objects.filter(work_date=MONDAY).values_list("seconds", "text")) == [(1800, "First layout")]


def test_last_week_is_copied_once_and_undone(live_server, new_page, site, app, tim):
    page = new_page()
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/{WEEK}/")

    press_and_wait(page, page.get_by_role("button", name="Copy with hours"))
    expect(cell(page, app, 1)).to_have_value("3:00")
    press_and_wait(page, page.get_by_role("button", name="Copy with hours"))
    expect(page.get_by_text("Nothing was copied")).to_be_visible()
    assert Entry.objects.filter(work_date=MONDAY).count() == 1


def test_two_windows_on_one_cell_lose_nothing(live_server, new_page, site, tim):
    make_entry(by=tim, project=site, hours="1:00", on=MONDAY)
    mine, other = new_page(faults_allowed=True), new_page()
    for page in (mine, other):
        sign_in(page, live_server.url, tim.mail)
        page.goto(f"{live_server.url}/time/week/{WEEK}/")
    cell(other, site, 1).fill("2:00")
    cell(other, site, 1).press("Enter")
    saved(other)

    cell(mine, site, 1).fill("1:30")
    cell(mine, site, 1).press("Enter")
    expect(mine.get_by_role("alert")).to_contain_text("It now says 2:00; you typed 1:30")
    mine.get_by_role("button", name="Use mine").click()
    saved(mine)

    assert Entry.objects.get().seconds == 5400


def test_the_days_of_a_closed_month_only_read_and_say_why(live_server, new_page, site, tim, fina):
    make_entry(by=tim, project=site, on=date(2026, 10, 6))
    commands.lock_month(by=acting(fina), month=202610, now=MOMENT)
    page = new_page()
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/2026-W41/")

    expect(page.get_by_text("Oct 2026 is closed, so its days are read only.")).to_be_visible()
    expect(cell(page, site, 2)).to_have_attribute("readonly", "")
    expect(cell(page, site, 2)).to_have_attribute("title", "Oct 2026 is closed.")


def test_without_javascript_the_week_is_one_form(live_server, new_page, site, app, tim):
    page = new_page(javascript=False, faults_allowed=True)
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/{WEEK}/")
    page.locator(".wk-add input[name=work]").fill("ticket site")
    press_and_wait(page, page.get_by_role("button", name="Add the row"))
    cell(page, site, 1).fill("soon")
    cell(page, site, 2).fill("1.5")

    press_and_wait(page, page.get_by_role("button", name="Save week"))
    expect(page.get_by_text("Enter the time as 1:30")).to_be_visible()
    expect(cell(page, site, 1)).to_have_value("soon")
    cell(page, site, 1).fill("0:45")
    press_and_wait(page, page.get_by_role("button", name="Save week"))

    assert sorted(Entry.objects.filter(project=site).values_list("seconds", flat=True)) == [2700, 5400]


def test_on_a_phone_the_work_that_is_chosen_is_marked(live_server, new_page, site, app, tim):
    make_entry(by=tim, project=site, hours="1:00", on=MONDAY - timedelta(days=6))
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/")
    lately = page.locator(".lately button")
    assert lately.nth(0).bounding_box()["y"] == lately.nth(1).bounding_box()["y"], "two in a row"

    lately.last.click()
    expect(page.locator("#day_hours")).to_be_focused()
    expect(lately.last).to_have_attribute("aria-pressed", "true")
    expect(lately.first).to_have_attribute("aria-pressed", "false")

    page.locator("#day_work").fill("some")
    expect(lately.last).to_have_attribute("aria-pressed", "false")


def test_on_a_phone_time_is_added_by_thumb(live_server, new_page, site, tim):
    page = new_page(viewport="phone", theme="dark")
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/")
    expect(page.locator("[data-week]")).not_to_be_visible()
    page.locator("#day_work").click()
    page.locator("#day_work").press_sequentially("ticket")
    page.get_by_role("option", name=re.compile("Ticket site")).click()
    page.locator("#day_hours").fill("1:15")
    press_and_wait(page, page.get_by_role("button", name="Add", exact=True))

    expect(page.locator(".entries")).to_contain_text("1:15")
    small = page.evaluate(
        "[...document.querySelectorAll('main a, main button')].filter(one => one.offsetParent)"
        ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"
    )
    assert not small
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_time_is_added_without_scrolling_however_much_is_logged(live_server, new_page, site, tim):
    for number in range(4):
        make_entry(by=tim, project=site, on=TODAY, text=f"Part {number}")
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/")

    bar = page.locator("nav.rail").bounding_box()["y"]
    for field in (page.locator("#day_hours"), page.get_by_role("button", name="Add", exact=True)):
        box = field.bounding_box()
        assert box["y"] + box["height"] <= bar
