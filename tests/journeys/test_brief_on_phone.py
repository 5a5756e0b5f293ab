"""A brief begins with what blocks it on a phone. What is known is one line; nothing that needs an action is folded."""

import pytest
from playwright.sync_api import expect

from amity.briefs.tests.making import HOUR, ask_about, make_brief_line, make_whole_brief
from amity.people.models import Discipline
from amity.strategy.models import Goal
from tests.builders import make_project
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
SCREEN = 844


@pytest.fixture
def brief(mara, piet, osprey):
    """Create a brief with five lines and something to find out."""
    make_project(osprey, status="active")
    made = make_whole_brief(mara, osprey, piet)
    design = Discipline.objects.get(name="Design")
    for number in range(4):
        make_brief_line(mara, made, ((design.pk, 10 * HOUR),), title=f"Page {number}")
    ask_about(mara, made, "target", piet)
    return made


def test_a_brief_is_under_six_screens_with_what_blocks_first(live_server, new_page, mara, brief):
    page = new_page()
    page.set_viewport_size({"width": 390, "height": SCREEN})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    needs, form = page.locator("#needs"), page.locator("#what")

    expect(page.locator("#advice ul, #advice p").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollHeight") < 6 * SCREEN
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert needs.bounding_box()["y"] < form.bounding_box()["y"]
    expect(page.locator("#id_target")).to_be_visible()
    assert all(
        one.bounding_box()["height"] >= 24
        for one in page.locator("#what :is(.fold, .in-place) > summary:visible").all()
    )
    expect(page.locator("#free-h")).to_be_visible()
    expect(page.locator(".free")).to_be_visible()


def test_a_client_goal_with_a_long_name_is_no_wider_than_a_phone(live_server, new_page, mara, brief):
    Goal.objects.update(title="Families buy the new range twice and know that we also make butter")
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")

    page.locator(".in-place", has=page.locator("#id_goal_id")).locator("> summary").click()

    expect(page.locator("#id_goal_id")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_known_is_one_line_that_opens_to_its_field(live_server, new_page, mara, brief, width):
    page = new_page()
    page.set_viewport_size({"width": width, "height": SCREEN})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    managers = page.locator("#id_account_manager_id")
    line = page.locator(".in-place", has=managers).locator("> summary")

    expect(line).to_contain_text("Mara")
    expect(managers).to_be_hidden()
    expect(page.locator("#id_target")).to_be_visible()
    line.focus()
    press(page, "Enter")

    expect(managers.get_by_label("Mara")).to_be_focused()


def test_a_restored_draft_opens_the_line_it_changes(live_server, new_page, mara, brief):
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    managers = page.locator("#id_manager_id")
    page.locator(".in-place", has=managers).locator("> summary").click()
    managers.get_by_label("Mara").check(force=True)

    page.reload()

    expect(managers.get_by_label("Mara")).to_be_checked()
    expect(managers).to_be_visible()
    expect(page.locator("#id_account_manager_id")).to_be_hidden()


def test_a_wide_screen_has_what_blocks_beside_the_form(live_server, new_page, mara, brief):
    page = new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")

    expect(page.locator(".free")).to_be_visible()
    assert [one.is_visible() for one in page.locator(".on-phone > summary").all()].count(True) == 0
    assert page.locator("#needs").bounding_box()["x"] > page.locator("#what").bounding_box()["x"] + 500
