"""A session that ends, or is renewed in another tab, while someone types: nothing typed is lost."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.people.models import Capacity
from amity.people.sessions.models import Session
from amity.timesheets.models import Entry
from tests.builders import PASSWORD, make_entry
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.test_week import MONDAY, TODAY, WEEK, cell, saved

pytestmark = pytest.mark.django_db(transaction=True)
READ = re.compile("/notes/read/$")
"""What the page of a note sends while it is written: in a new session, it would bring the new token."""


def renewed(page, mail):
    """End the session of the page and sign in in a second tab."""
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Email address").fill(mail)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_label("Password").press("Enter")
    other.wait_for_url(page.url)


@pytest.fixture
def sheet(live_server, new_page, site, tim):
    """Open Tim's week."""
    Capacity.objects.create(person=tim, weekly_seconds=144_000, valid_from=date(2026, 1, 1))
    make_entry(by=tim, project=site, hours="1:00", on=MONDAY + timedelta(days=(TODAY.weekday() + 1) % 7))  # a row
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, tim.mail)
    page.goto(f"{live_server.url}/time/week/{WEEK}/", wait_until="networkidle")
    return page


def test_hours_typed_after_the_session_has_ended_are_kept_and_saved_after_the_sign_in(sheet, site, tim):
    field = cell(sheet, site, TODAY.isoweekday())
    Session.objects.all().delete()
    field.fill("2")
    field.press("Tab")

    fault = sheet.locator(".cell-fault")
    expect(fault).to_contain_text("Not saved: you’re signed out. Your text is still here.")
    expect(field).to_have_value("2")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.focus()
    with sheet.context.expect_page() as opened:
        fault.get_by_role("link", name="Sign in again in a new tab").click()
    opened.value.get_by_label("Email address").fill(tim.mail)
    opened.value.get_by_label("Password").fill(PASSWORD)
    opened.value.get_by_label("Password").press("Enter")
    opened.value.wait_for_url(sheet.url)
    field.press("Enter")
    saved(sheet)
    expect(sheet.locator(".cell-fault")).to_have_count(0)
    assert Entry.objects.get(work_date=TODAY).seconds == 7200


def test_hours_typed_after_signing_in_again_in_another_tab_are_saved(sheet, site, tim):
    renewed(sheet, tim.mail)
    cell(sheet, site, TODAY.isoweekday()).fill("3")
    cell(sheet, site, TODAY.isoweekday()).press("Tab")

    saved(sheet)
    assert Entry.objects.get(work_date=TODAY).seconds == 10_800


def test_hours_typed_after_someone_else_signed_in_are_not_saved_in_their_name(sheet, site, mara):
    renewed(sheet, mara.mail)
    cell(sheet, site, TODAY.isoweekday()).fill("3")
    cell(sheet, site, TODAY.isoweekday()).press("Tab")

    expect(sheet.locator(".cell-fault")).to_contain_text("Copy your text, then reload the page.")
    expect(sheet.locator(".cell-fault nav")).to_have_count(0)
    assert not Entry.objects.filter(work_date=TODAY).exists()


def test_a_field_of_work_leads_to_the_sign_in_and_shows_no_page(sheet):
    Session.objects.all().delete()
    sheet.keyboard.press("n")

    choices = sheet.locator(".wk-add .choose-list")
    expect(choices).to_contain_text("You’re signed out.")
    expect(choices.get_by_role("link", name="Sign in again in a new tab")).to_be_visible()
    expect(choices.locator("form")).to_have_count(0)


def test_a_note_sent_in_a_new_session_comes_back(live_server, new_page, osprey, mara):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    address = f"{live_server.url}/accounts/{osprey.pk}/notes/add/"
    page.goto(address, wait_until="networkidle")
    with page.expect_response(READ):
        page.locator("[role=textbox]").first.fill("They want the winter timetable first")
    renewed(page, mara.mail)
    press_and_wait(page, page.get_by_role("button", name=re.compile("Save note")))

    expect(page.locator("#main")).to_contain_text("Your text is still here. Open the form again and save it.")
    with page.expect_response(READ):
        page.get_by_role("link", name="Open the form again").click()
    page.wait_for_url(address)
    expect(page.locator("[role=textbox]").first).to_contain_text("They want the winter timetable first")
    renewed(page, mara.mail)
    press_and_wait(page, page.get_by_role("button", name=re.compile("Save note")))
    press_and_wait(page, page.get_by_role("button", name=f"Send it as {mara.name}"))
    expect(page.locator("#main")).to_contain_text("They want the winter timetable first")
    page.goto(address)
    expect(page.locator("[role=textbox]").first).not_to_contain_text("winter")


def test_a_dialog_keeps_its_text_and_is_saved_in_the_new_session(live_server, new_page, osprey, mara):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/people/", wait_until="networkidle")
    page.locator("a[data-dialog][href$='/contacts/add/']").first.click()
    dialog = page.locator("dialog.act-d")
    name = dialog.get_by_label("Name", exact=True)
    name.fill("Dana Whitfield")
    Session.objects.all().delete()
    dialog.locator(".btn-primary").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Not saved: you’re signed out.")
    expect(name).to_have_value("Dana Whitfield")

    renewed(page, mara.mail)
    dialog.locator(".btn-primary").click()
    expect(dialog).not_to_be_visible()
    assert Contact.objects.filter(name="Dana Whitfield").exists()
