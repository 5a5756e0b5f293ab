"""A director opens the outlook, an underbooked month, its figures and an agreement, and exports."""

import re
from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from amity.people.models import Capacity, Discipline
from tests.builders import make_agreement, make_entry, make_line, make_project
from tests.journeys.accessibility import violations
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/money/ahead/"


@pytest.fixture
def signed(osprey, tim, piet):
    """Create a fixed fee to the end of January, a retainer, time without a plan, and 80 h of work at about
    100 an hour.
    """
    brand = make_agreement(osprey, "fixed", title="Brand", fee=5_000_000, ends_on=date(2027, 1, 31))
    line = make_line(brand, "1", hours="500")
    make_agreement(
        osprey, "retainer", title="Care", fee=200_000, included_seconds=20 * 3600, starts_on=date(2026, 11, 1)
    )
    make_agreement(osprey, title="Signs", hourly_rate="90")
    project = make_project(osprey, name="Brand", agreement=brand, manager=piet, team=[tim])
    tim.discipline = Discipline.objects.create(name="Design")
    tim.save()
    Capacity.objects.create(person=tim, valid_from=date(2026, 1, 1), weekly_seconds=40 * 3600)
    for day in range(5, 9):
        make_entry(by=tim, project=project, hours="20:00", on=date(2026, 10, day), line_id=line.pk)


@time_machine.travel("2026-11-25 10:00", tick=True)
def test_a_director_finds_the_month_with_too_little_signed_and_what_it_is_made_of(live_server, new_page, signed, ada):
    page = new_page()
    sign_in(page, live_server.url, ada.mail)
    page.goto(f"{live_server.url}/money/")
    page.get_by_role("link", name="Outlook", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("Less than 60.*of capacity is booked from February 2027")
    )
    thin = page.get_by_role("region", name="Month by month").locator("tr", has_text="Feb 2027")
    expect(thin).to_contain_text("underbooked")
    expect(page.locator("section", has_text="Unscheduled").last).to_contain_text("Signs")

    thin.get_by_role("link", name="Why Feb 2027?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Breakdown of February 2027")
    expect(page.locator("tbody")).to_contain_text("Retainer without an end date")
    page.get_by_role("link", name="Care").click()
    page.wait_for_url("**/agreements/*/")

    page.goto(live_server.url + PAGE)
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="As CSV").click()
    text = coming.value.path().read_text(encoding="utf-8-sig")
    assert coming.value.suggested_filename == "months-ahead.csv"
    assert "2027-02,Osprey Rail,Care," in text


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
@time_machine.travel("2026-11-25 10:00", tick=True)
def test_the_pages_of_the_months_ahead_break_no_rule_of_axe(live_server, browser, signed, fina, theme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 6000}, color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, live_server.url, fina.mail)
    faults = []
    for address in (PAGE, f"{PAGE}why/2026-12/"):
        page.goto(live_server.url + address)
        faults += [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in violations(page)]
    context.close()

    assert faults == []


@time_machine.travel("2026-11-25 10:00", tick=True)
def test_a_phone_shows_six_months_and_the_others_when_asked(live_server, new_page, signed, ada):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, ada.mail)
    page.goto(f"{live_server.url}{PAGE}")
    months = page.locator(".by-month tbody > tr:visible")
    expect(months).to_have_count(6)
    name, why = (months.first.locator(one).bounding_box() for one in ("th", "td:last-child a"))
    assert name["y"] <= why["y"] < name["y"] + name["height"]

    page.get_by_role("button", name=re.compile("^Show . more$")).click()

    expect(months).to_have_count(page.locator(".by-month tbody > tr").count())
