"""Finance ends a month: prices time, enters payroll, explains the variance, closes, and reopens it."""

from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from amity.agency.models import Agency
from amity.profitability.models import Closing, FrozenAccount
from tests.builders import make_cost_rate, make_entry
from tests.journeys.accessibility import violations
from tests.journeys.going import press_and_wait, sign_in, work_off

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/money/month-end/2026-10/"


@pytest.fixture
def october(site, tim, piet):
    """Log October: 40 h of Piet at 50, and 31 h of Tim, a freelancer with neither discipline nor rate."""
    Agency.objects.update(cost_level="discipline")
    make_cost_rate("50", level="person", person=piet, heads=None)
    for day in range(5, 10):
        make_entry(by=piet, project=site, hours="8:00", on=date(2026, 10, day))
        make_entry(by=tim, project=site, hours="6:12", on=date(2026, 10, day))


def faults_of(page):
    """Return axe's faults of the open page."""
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in violations(page)]


def leave(page, point, reason):
    """Accept a point with a reason."""
    row = page.locator(f"#point-{point}")
    row.get_by_placeholder("Why?").fill(reason)
    row.get_by_role("button", name="Accept").click()


@time_machine.travel(date(2026, 11, 9), tick=True)
def test_finance_ends_a_month_and_a_late_entry_is_refused_beside_its_date(
    live_server, new_page, october, osprey, fina, tim
):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, fina.mail)
    page.goto(live_server.url + PAGE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("points are settled")
    expect(page.get_by_role("button", name="Close October")).to_be_disabled()

    page.get_by_label("Hourly cost").fill("55.00")
    expect(page.locator("#point-unpriced .tally")).to_contain_text("1,705")
    page.get_by_label("Payroll for the month").fill("3,950")
    page.get_by_role("button", name="Apply this rate").click()
    expect(page.locator("#rating")).to_contain_text("Re-rating is running")
    work_off()
    expect(page.locator("#point-unpriced")).to_contain_text("All time has a cost")
    expect(page).to_have_url(live_server.url + PAGE)
    expect(page.get_by_label("Payroll for the month")).to_have_value("3,950")

    press_and_wait(page, page.get_by_role("button", name="Save payroll"))
    expect(page.locator("#point-variance")).to_contain_text("within the 8% you set")
    expect(page.get_by_role("heading", level=1)).to_contain_text("October is ready to close")
    page.get_by_label("Payroll for the month").fill("4,925")
    press_and_wait(page, page.get_by_role("button", name="Save payroll"))
    leave(page, "variance", "Two weeks of training")
    expect(page.get_by_role("heading", level=1)).to_contain_text("October is ready to close")
    press_and_wait(page, page.get_by_role("button", name="Close October"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("October is closed")
    expect(page.locator("#frozen")).to_contain_text("Frozen figures")
    assert FrozenAccount.objects.get().expenses == 370_500

    phone = new_page(viewport="phone")
    sign_in(phone, live_server.url, fina.mail)
    _fits_a_phone(phone, live_server.url + PAGE)

    member = new_page(faults_allowed=True)
    sign_in(member, live_server.url, tim.mail)
    member.goto(f"{live_server.url}/time/")
    member.get_by_label("Date", exact=True).first.fill("2026-10-06")
    member.locator("#id_hours").fill("1:30")
    member.locator("#id_text").fill("Late")
    member.get_by_role("button", name="Add time").click()
    expect(member.locator("#id_work_date_error")).to_contain_text("closed")

    page.get_by_placeholder("Why?").fill("Tim brought a late sheet")
    press_and_wait(page, page.get_by_role("button", name="Reopen month"))
    expect(page.locator("#frozen")).to_contain_text("Tim brought a late sheet")
    assert Closing.objects.get().superseded_by == "Fina"


def _fits_a_phone(phone, address):
    """Fold what was checked and show the first eight accounts, on the page of a closed month."""
    known = FrozenAccount.objects.get()
    for number in range(9):
        FrozenAccount.objects.create(closing=known.closing, account_id=9_000 + number)
    phone.goto(address)
    rows = phone.locator("#frozen tbody tr:visible")
    expect(rows).to_have_count(8)
    expect(phone.get_by_placeholder("Why?")).to_be_hidden()
    phone.get_by_role("button", name="Show 2 more").click()
    expect(rows).to_have_count(10)
    phone.get_by_text("What was checked, and how to reopen the month").click()
    expect(phone.locator("#point-variance")).to_be_visible()
    expect(phone.get_by_placeholder("Why?")).to_be_visible()
    FrozenAccount.objects.filter(account_id__gte=9_000).delete()


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
@time_machine.travel(date(2026, 11, 9), tick=True)
def test_the_pages_of_the_month_end_break_no_rule_of_axe(live_server, browser, october, fina, theme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 6000}, color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, live_server.url, fina.mail)

    page.goto(live_server.url + PAGE)
    faults = faults_of(page)
    page.goto(f"{live_server.url}{PAGE}price/?per_hour=55&since=2026-10-01&level=average")
    faults += faults_of(page)
    context.close()

    assert faults == []
