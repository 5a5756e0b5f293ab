"""Two people, one screen, fifteen minutes: they go through six things by key, one key each."""

import pytest
from playwright.sync_api import expect

from amity.huddles.models import FollowUp, Huddle, Point
from amity.huddles.tests.making import make_huddle, make_roadblock
from tests.journeys.accessibility import violations
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def huddle(mara, piet, site):
    for number in range(6):
        make_roadblock(site, by=piet, title=f"Roadblock {number}")
    return make_huddle(mara, piet)


def test_the_pair_goes_through_six_things_by_one_key_each(live_server, new_page, mara, huddle):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/huddles/{huddle.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fifteen minutes, 6 things")
    page.get_by_role("button", name="Start, 15:00").click()
    expect(page.get_by_role("timer")).to_have_text("15:00")
    assert violations(page) == []
    for left, key in enumerate("tststt"):
        expect(page.locator(".agenda [data-row]")).to_have_count(6 - left)
        press(page, key)
    expect(page.locator(".agenda [data-row]")).to_have_count(0)

    assert Point.objects.filter(settled_at__isnull=False).count() == 2
    assert FollowUp.objects.filter(owner=mara, done_at=None).count() == 4


def test_j_moves_on_and_the_key_is_for_the_row_in_use(live_server, new_page, mara, huddle):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/huddles/{huddle.pk}/")
    press(page, "j")
    press(page, "j")
    press(page, "s")
    expect(page.locator(".agenda [data-row]")).to_have_count(5)

    settled = Point.objects.get(settled_at__isnull=False)
    assert settled.title == "Roadblock 1"
    assert Huddle.objects.get().started_at is not None


@pytest.mark.parametrize(("viewport", "theme"), [("phone", "dark"), ("phone", "light")])
def test_a_huddle_fits_a_phone(live_server, new_page, mara, huddle, viewport, theme):
    page = new_page(viewport=viewport, theme=theme)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/huddles/{huddle.pk}/")
    expect(page.get_by_role("button", name="Start, 15:00")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
