"""Two people edit one brief. Both people's changes are saved, and where they overlap one of them decides."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from tests.journeys.going import press_and_wait, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def brief(agency, mara, osprey):
    """Create a brief with one line of design."""
    crafts = make_crafts()
    brief = make_brief(mara, osprey, audience="families")
    make_brief_line(mara, brief, ((crafts["Design"].pk, 100 * HOUR),))
    return brief


@pytest.fixture
def both(live_server, new_page, mara, ada, brief):
    """Open the brief as Mara and as Ada."""
    pages = []
    for person in (mara, ada):
        pages.append(new_page(faults_allowed=True))  # a stale save answers 409
        sign_in(pages[-1], live_server.url, person.mail)
    for page in pages:
        page.goto(f"{live_server.url}/briefs/{brief.pk}/")
        page.locator(".in-place", has=page.locator("#id_audience")).locator("> summary").click()
    return pages


def save(page):
    """Save the fields of the brief."""
    press_and_wait(page, page.locator("form#brief .btn-primary"))


def test_two_people_write_one_brief_and_no_one_loses_a_word(both, brief):
    mara, ada = both
    ada.locator("#id_audience").fill("grandparents")
    ada.locator("#id_target").fill("6,000 cards")
    save(ada)
    mara.locator("#id_audience").fill("people who bake")
    mara.locator("#id_exclusions").fill("media, print")
    save(mara)

    expect(mara.locator("form#brief [role=alert]")).to_contain_text("grandparents")
    assert Brief.objects.get().audience == "grandparents"
    save(mara)
    stands = Brief.objects.get()
    assert (stands.audience, stands.target, stands.exclusions) == ("people who bake", "6,000 cards", "media, print")


def test_two_people_plan_the_hours_of_one_line_and_see_both(both, brief):
    mara, ada = both
    for page, hours in ((ada, "80"), (mara, "90")):
        page.locator("#plan .ed").fill(hours)
        press_and_wait(page, page.get_by_role("button", name="Save lines"))

    expect(mara.locator("#plan [role=alert]")).to_contain_text("80 h")
    expect(mara.locator("#plan .ed")).to_have_value("90")
    assert estimate_of(brief, timezone.localdate()).purchase.total.seconds == 80 * HOUR
    press_and_wait(mara, mara.get_by_role("button", name="Save my version"))
    assert estimate_of(brief, timezone.localdate()).purchase.total.seconds == 90 * HOUR


def test_words_of_a_refused_save_are_offered_after_another_look_at_the_page(both):
    mara, ada = both
    ada.locator("#id_audience").fill("grandparents")
    save(ada)
    mara.locator("#id_audience").fill("people who bake")
    save(mara)
    expect(mara.locator("form#brief [role=alert]")).to_be_visible()

    mara.goto(mara.url)
    expect(mara.locator("#id_audience")).to_have_value("grandparents")
    mara.get_by_role("button", name="Restore draft").click()

    expect(mara.locator("#id_audience")).to_have_value("people who bake")
