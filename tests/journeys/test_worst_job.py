"""From the list of jobs to the trouble: the worst job is the first row, and its blocker is one click away."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.ui import formats
from tests.builders import acting, make_agreement, make_cost_rate, make_entry, make_project
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
NOW = clock.chosen()
CONTROLS = "#main :is(.btn, .seg a, thead a, select, input:not([type=hidden]))"
LINES = """(all, end) => [...new Set(all.filter(one => one.checkVisibility())
    .map(one => Math.round(one.getBoundingClientRect().top / 24)).filter(line => line * 24 < end))]"""
"""The lines on which controls begin above a place, 24 px high each."""


@pytest.fixture
def jobs(osprey, mara):
    """Create a job that is well below target and waits for late photos, a good one, and a closed one."""
    make_cost_rate("45")
    for name, rate in (("Station campaign", "60"), ("Ticket app", "200")):
        project = make_project(osprey, name=name, agreement=make_agreement(osprey, hourly_rate=rate), team=[mara])
        make_entry(by=mara, project=project, hours="8", on=NOW.date() - timedelta(days=3))
        if name == "Station campaign":
            late = InputFields(
                "Station photos",
                NOW.date() - timedelta(days=6),
                project_id=project.pk,
                asked_on=NOW.date() - timedelta(days=9),
            )
            ask_input(by=acting(mara), fields=late, now=NOW)
    make_project(osprey, name="Network map", status="closed")


def test_the_worst_job_is_first_and_its_blocker_one_click_away(live_server, new_page, jobs, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(live_server.url)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Work").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of your 2 open jobs is well below target margin")
    expect(page.locator("[data-row] th a")).to_have_text(["Station campaign", "Ticket app"])
    page.locator("[data-row]").first.get_by_role("link", name="Station photos").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Station photos")
    expect(page.locator("nav.rail [aria-current=page]")).to_contain_text("Accounts")


def test_a_job_names_its_date_and_its_blocker_in_one_column_and_only_what_is_late_is_crimson(
    live_server, new_page, jobs, mara
):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")
    heads = page.locator("#list-work thead th")
    row = page.locator("[data-row]").first

    expect(heads.last).to_contain_text("Next date and blocker")
    assert row.inner_text().count("Station photos") == 1
    assert row.locator(".is-unwell").count() == 1
    expect(row.locator(".is-unwell")).to_contain_text(formats.day((NOW - timedelta(days=6)).date(), NOW.date()))
    assert "None" not in page.locator("#list-work tbody").inner_text()

    page.goto(f"{live_server.url}/work/?cols=job&cols=next&cols=blocker")
    expect(heads).to_have_text(["Job", re.compile(r"^\s*Next date\s*$"), "Blocker"])
    expect(row.locator("td").last).to_contain_text("Station photos")


def test_filters_and_tabs_keep_each_other_without_a_new_page(live_server, new_page, jobs, mara):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")

    page.locator("summary", has_text="More filters").click()
    page.get_by_label("Closed").check()
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("[data-row] th a")).to_have_text(["Station campaign", "Ticket app", "Network map"])
    page.get_by_role("link", name="Waiting for the client").click()
    expect(page.locator("[data-row] th a")).to_have_text(["Station campaign"])

    expect(page.get_by_label("Closed")).to_be_checked()
    page.get_by_role("link", name="Margin against target").click()
    expect(page.locator("[aria-sort] a")).to_contain_text("Margin against target")
    expect(page.get_by_role("link", name="Waiting for the client")).to_have_attribute("aria-current", "true")


def test_on_a_phone_the_filters_fold_and_nothing_runs_off_the_page(live_server, new_page, jobs, mara):
    page = new_page(viewport="phone", theme="dark")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")
    expect(page.get_by_label("Search jobs")).to_be_hidden()

    expect(page.locator("[data-row]").first).to_be_visible()
    lines = page.locator(CONTROLS).evaluate_all(LINES, page.locator("[data-row]").first.bounding_box()["y"])
    assert len(lines) <= 3, "the main button, the button of all filters, and the views"

    page.locator("summary.btn", has_text=re.compile("^Filter$")).click()
    expect(page.locator("summary", has_text="Export")).to_be_visible()
    page.get_by_label("Search jobs").fill("ticket")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("[data-row] th a")).to_have_text(["Ticket app"])
    expect(page.get_by_label("Search jobs")).to_be_hidden()
    expect(page.locator(".chosen")).to_contain_text("ticket")
    expect(page.locator(".chosen").get_by_role("link", name="Show all")).to_be_visible()
    page.get_by_role("link", name="Ticket app").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ticket app")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Work").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("1 of your 2 open jobs is well below target margin")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
