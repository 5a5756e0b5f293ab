"""Drafts of half-written forms: restored with a note, also once refused, and offered where the figures have changed."""

from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from amity.people.sessions.models import Session
from amity.retainers.overage.commands import decide_over
from amity.timesheets.commands import lock_month, open_month
from tests.builders import MONDAY, PASSWORD, acting, make_agreement, make_entry, make_project, seconds
from tests.journeys.going import press_and_wait, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def care(osprey, piet, tim):
    """Return a retainer with 11 h of overage in October."""
    agreement = make_agreement(osprey, "retainer", included_seconds=seconds("5"), overage_rate=100, starts_on=OCTOBER)
    project = make_project(osprey, name="Care", manager=piet, agreement=agreement, team=[tim])
    make_entry(by=tim, project=project, hours="16:00", on=OCTOBER)
    return agreement


@time_machine.travel(MONDAY, tick=True)
def test_a_draft_is_named_or_offered_also_once_it_was_refused(live_server, new_page, care, mara, fina):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    address = f"{live_server.url}/retainers/{care.pk}/over/{OCTOBER}/"
    field, note = page.get_by_label("Hours written off"), page.locator("[data-draft-note]")
    page.goto(address)
    as_agreed = field.input_value()

    field.fill("5")
    page.goto(address)
    expect(note).to_contain_text("Your draft has been restored.")
    expect(field).to_have_value("5")
    note.get_by_role("button", name="Discard draft").click()
    expect(field).to_have_value(as_agreed)
    expect(note).to_have_count(0)

    field.fill("5")
    lock_month(by=acting(fina), month=202610, now=MONDAY)
    press_and_wait(page, page.get_by_role("button", name="Save decision"))
    expect(page.get_by_role("alert")).to_contain_text("October 2026 is closed.")
    expect(field).to_have_value("5")
    open_month(by=acting(fina), month=202610, reason="A late entry", now=MONDAY)
    page.goto(address)
    expect(note).to_contain_text("Your draft has been restored.")
    note.get_by_role("button", name="Discard draft").click()
    expect(field).to_have_value(as_agreed)

    field.fill("4")
    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=seconds("7"), now=MONDAY)
    page.goto(address)
    expect(field).to_have_value("7")
    expect(note).to_contain_text("You have a draft from before this page changed.")
    note.get_by_role("button", name="Restore draft").click()
    expect(field).to_have_value("4")


def test_who_was_signed_out_comes_back_to_what_they_typed_into_a_quick_form(live_server, new_page, osprey, mara):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    address = f"{live_server.url}/accounts/{osprey.pk}/plan/"
    page.goto(address, wait_until="networkidle")  # a section that loads after the sign-in is gone leads to it by itself
    form = page.locator("form.quick[action$='/preferences/keep/']")
    page.locator("summary", has_text="Preferences").click()
    form.get_by_role("textbox").first.fill("Short emails")
    Session.objects.all().delete()
    form.get_by_role("button", name="Add a preference").click()
    page.get_by_label("Email address").fill(mara.mail)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")

    page.wait_for_url(address)
    expect(form.get_by_role("textbox").first).to_have_value("Short emails")
    expect(form).to_be_visible()


@time_machine.travel(MONDAY, tick=True)
def test_what_was_sent_offline_is_kept_until_it_is_saved(live_server, new_page, care, mara):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    address = f"{live_server.url}/retainers/{care.pk}/over/{OCTOBER}/"
    field, note = page.get_by_label("Hours written off"), page.locator("[data-draft-note]")
    save = page.get_by_role("button", name="Save decision")
    page.goto(address)
    field.fill("5")
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        save.click(no_wait_after=True)
    page.context.set_offline(False)

    page.goto(f"{live_server.url}/waiting/")
    page.goto(address)
    expect(note).to_contain_text("Your draft has been restored.")
    expect(field).to_have_value("5")
    press_and_wait(page, save)

    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=seconds("7"), now=MONDAY)
    page.goto(address)
    expect(field).to_have_value("7")
    expect(note).to_have_count(0)
