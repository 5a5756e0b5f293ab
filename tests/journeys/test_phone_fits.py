"""On a phone nothing is printed over something else: the way back, folded cards, the list of accounts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from amity.accounts.models import Account
from amity.health.models import HealthDay
from amity.health.tests.making import make_days
from tests.builders import MONDAY
from tests.journeys.going import sign_in
from tests.matrix.rights import AM

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "for (const one of document.querySelectorAll('.fold .do .btn')) one.textContent = 'Als erledigt markieren'"
IS_CUT = "one => one.scrollWidth > one.clientWidth"


@pytest.fixture
def phone(live_server, new_page, scene):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, str(scene.viewers[AM].mail))
    return page


def edges(one: Locator) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of an element in sight."""
    box = one.bounding_box()
    assert box
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def overlap(one: Locator, other: Locator) -> bool:
    left, top, right, bottom = edges(one)
    other_left, other_top, other_right, other_bottom = edges(other)
    return left < other_right and other_left < right and top < other_bottom and other_top < bottom


def test_the_way_back_is_whole_while_a_timer_runs(live_server, phone, scene):
    phone.goto(f"{live_server.url}/projects/{scene.known['project_id']}/")
    phone.get_by_role("button", name="Start timer").first.click()
    expect(phone.locator("form.timer")).to_be_visible()

    for address in ("projects/{project_id}/", "accounts/{account_id}/"):
        phone.goto(f"{live_server.url}/{address.format(**scene.known)}")
        back = phone.locator(".crumbs > a").filter(visible=True)
        assert not back.evaluate(IS_CUT), back.inner_text()


def test_a_long_button_of_a_folded_card_is_not_over_its_bar(live_server, phone, scene):
    phone.goto(f"{live_server.url}/today/")
    cards = phone.locator(".fold > li:has(.bs)")

    assert cards.count() > 1
    phone.evaluate(LONG)
    for card in cards.all():
        assert not overlap(card.locator(".bs"), card.locator(".do")), card.inner_text()


def test_the_health_of_an_account_ends_before_its_budget_and_its_margin_has_a_line_for_its_name(
    live_server, phone, scene
):
    account = Account.objects.get(pk=scene.known["account_id"])
    HealthDay.objects.filter(account=account, day__lt=MONDAY.date()).delete()
    make_days(account, {MONDAY.date() - timedelta(days=days): 60 + days % 7 for days in range(1, 90)})
    phone.goto(f"{live_server.url}/accounts/?whose=all")
    cell = phone.locator(".reflows td:has(.hl-cell .spark)").first

    assert edges(cell.locator(".spark"))[2] <= edges(cell)[2]
    margin = phone.locator("[data-label='Margin against target']").first
    assert edges(margin)[2] - edges(margin)[0] > 115, "its name is as wide"


def test_a_phone_has_a_link_to_each_list_of_what_waits(live_server, phone, scene):
    phone.goto(f"{live_server.url}/waiting/")
    lists = phone.get_by_role("navigation", name="What to do").filter(visible=True)
    links = lists.get_by_role("link")

    assert links.count() > 2
    expect(links.first).to_have_attribute("aria-current", "true")
    links.nth(1).click()
    phone.wait_for_url("**/waiting/?todo=*")
    expect(links.nth(1)).to_have_attribute("aria-current", "true")


def test_a_job_on_a_phone_leaves_out_what_it_lacks_and_has_its_stage_beside_its_name(live_server, phone, scene):
    phone.goto(f"{live_server.url}/work/?view=all")
    rows = phone.locator(".reflows tbody > tr[data-row]:visible")
    bare = rows.filter(has=phone.locator("[data-nothing]")).first
    name, stage = bare.locator("th").bounding_box(), bare.locator(".at-name").bounding_box()

    assert name["y"] <= stage["y"] < name["y"] + name["height"]
    bare.locator(".at-name").click(trial=True)  # nothing is over it
    expect(bare.locator("[data-nothing]").first).not_to_be_visible()
    for said in rows.locator(".one-line").all():
        label = said.evaluate("one => getComputedStyle(one.parentElement, '::before').display")
        assert label == "inline"
