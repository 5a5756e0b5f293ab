"""A timer by keyboard from one page to another, Friday's split in one click, and a week approved by a lead."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amity.timesheets.models import Entry, TimeRules
from amity.timesheets.split.models import SplitShare
from amity.timesheets.timer.models import Timer
from tests.builders import make_entry
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.chosen().date()
LAST_MONDAY = TODAY - timedelta(days=TODAY.weekday() + 7)
LAST_WEEK = f"{LAST_MONDAY.isocalendar().year}-W{LAST_MONDAY.isocalendar().week:02d}"


def test_a_timer_starts_by_keyboard_on_one_page_and_stops_on_another(live_server, new_page, site, mara):
    page, other = new_page(), new_page()
    for one in (page, other):
        sign_in(one, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    press(page, "t")
    page.wait_for_url(re.compile("/time/timer/"))
    page.keyboard.type("ticket")
    expect(page.get_by_role("option", name=re.compile("Ticket site")).first).to_be_visible()
    press(page, "Enter")
    with page.expect_navigation():
        press(page, "Enter")
    expect(page.get_by_role("timer")).to_have_text("0:00")
    assert Timer.objects.get().project == site

    other.goto(f"{live_server.url}/work/")
    expect(other.locator("form.timer")).to_contain_text("Ticket site")
    with other.expect_navigation():
        press(other, "t")

    expect(other.get_by_text(re.compile("logged on Ticket site"))).to_be_visible()
    assert Entry.objects.get().seconds == 60
    assert other.url.endswith("/work/")

    other.get_by_role("button", name="Undo").click()
    expect(other.locator("form.timer")).to_contain_text("Ticket site")
    assert not Entry.objects.exists()
    assert other.url.endswith("/work/")


def test_space_on_a_row_of_the_week_starts_its_timer(live_server, new_page, site, tim):
    make_entry(by=tim, project=site, on=TODAY)
    page = new_page()
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/")

    page.locator("td.today > input:not([type=hidden])").first.focus()
    with page.expect_navigation():
        press(page, "Shift+Space")

    expect(page.locator("form.timer")).to_contain_text("Ticket site")
    assert Timer.objects.get().person == tim


def test_the_split_of_a_week_is_confirmed_in_one_click_and_undone(live_server, new_page, osprey, mara):
    SplitShare.objects.create(person=mara, account=osprey, weekly_seconds=18_000, valid_from=LAST_MONDAY)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/time/week/{LAST_WEEK}/")

    press_and_wait(page, page.get_by_role("button", name="Confirm Friday’s split"))

    expect(page.get_by_text(" confirmed:")).to_be_visible()
    made = Entry.objects.filter(from_split=True)
    assert made.count() >= 3  # fewer than five in a week with holidays
    press_and_wait(page, page.get_by_role("button", name="Undo"))
    assert not made.exists()


def test_a_lead_approves_a_week(live_server, new_page, site, tim, piet):
    TimeRules.objects.create(pk=1, approval=True)
    tim.lead = piet
    tim.save()
    make_entry(by=tim, project=site, hours="3:00", on=LAST_MONDAY)
    member, lead = new_page(), new_page()
    sign_in(member, live_server.url, tim.mail)
    member.goto(f"{live_server.url}/time/week/{LAST_WEEK}/")
    press_and_wait(member, member.get_by_role("button", name="Submit week").filter(visible=True).first)
    expect(member.get_by_text(" submitted.")).to_be_visible()

    sign_in(lead, live_server.url, piet.mail)
    lead.goto(f"{live_server.url}/time/approvals/")
    expect(lead.get_by_text("Tim").first).to_be_visible()
    press_and_wait(lead, lead.get_by_role("button", name=re.compile("^Approve")))

    expect(lead.get_by_text("Nothing to approve")).to_be_visible()
    assert Entry.objects.get().state == "approved"
