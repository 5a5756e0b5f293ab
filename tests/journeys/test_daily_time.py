"""Logging time day by day: refusals at their field, double presses, two people on one entry, and no JavaScript."""

from datetime import date

import pytest
from playwright.sync_api import expect

from amity.timesheets import commands
from amity.timesheets.models import Entry
from tests.builders import MONDAY, acting, make_entry, make_item
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.chosen().date()


def add_time(page, hours, text):
    page.locator("#id_hours").fill(hours)
    page.get_by_role("textbox", name="What for").fill(text)


def test_time_in_a_closed_month_is_refused_beside_the_date_and_what_was_typed_stays(
    live_server, new_page, site, fina, tim
):
    make_entry(by=tim, project=site, on=date(2026, 10, 5))
    commands.lock_month(by=acting(fina), month=202610, now=MONDAY)

    member = new_page(faults_allowed=True)
    sign_in(member, live_server.url, tim.mail)
    member.goto(f"{live_server.url}/time/")
    member.get_by_label("Date", exact=True).first.fill("2026-10-06")
    add_time(member, "1:30", "Late by a day")
    member.get_by_role("button", name="Add time").click()

    wrong = member.locator("#id_work_date[aria-invalid=true]")
    expect(wrong).to_be_visible()
    expect(member.locator("#id_work_date_error")).to_contain_text("closed")
    expect(member.get_by_role("textbox", name="What for")).to_have_value("Late by a day")


def test_a_form_pressed_twice_counts_once(live_server, new_page, site, tim):
    page = new_page()
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/")
    add_time(page, "0:45", "Pressed twice")
    button = page.get_by_role("button", name="Add time")
    with page.expect_navigation():
        button.evaluate("press => { press.form.requestSubmit(press); press.form.submit() }")

    page.goto(f"{live_server.url}/time/")
    expect(page.locator("tr", has_text="Pressed twice")).to_have_count(1)
    assert Entry.objects.count() == 1


def test_two_people_on_one_entry_are_shown_both_versions(live_server, new_page, site, tim, fina):
    entry = make_entry(by=tim, project=site, text="As logged")
    mine, theirs = new_page(faults_allowed=True), new_page()
    for page, person in ((mine, tim), (theirs, fina)):
        sign_in(page, live_server.url, person.mail)
        page.goto(f"{live_server.url}/time/{entry.pk}/")
    theirs.get_by_role("textbox", name="What for").fill("What finance says")
    theirs.get_by_role("button", name="Save").first.click()
    theirs.wait_for_load_state()

    mine.get_by_role("textbox", name="What for").fill("What Tim says")
    mine.get_by_role("button", name="Save").first.click()

    expect(mine.get_by_text("What finance says").first).to_be_visible()
    expect(mine.get_by_role("textbox", name="What for")).to_have_value("What Tim says")


def test_without_javascript_one_signs_in_logs_time_and_ticks_what_is_finished(live_server, new_page, site, tim):
    make_item(site, "Sketches")
    page = new_page(javascript=False)
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/")
    add_time(page, "0:30", "By plain form")
    page.get_by_role("button", name="Add time").click()
    expect(page.get_by_text("By plain form").filter(visible=True).first).to_be_visible()

    page.goto(f"{live_server.url}/projects/{site.pk}/")
    page.get_by_label("Sketches is finished").check()
    page.locator("tr", has_text="Sketches").get_by_role("button", name="Save").click()

    expect(page.get_by_label("Sketches is finished")).to_be_checked()
