"""A project on a phone: what blocks comes before its figures, the figures are one sentence, and the rest unfolds."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from amity.lines.models import Line
from amity.monitoring import rules
from amity.monitoring.changes import EntryFields
from amity.monitoring.risks.commands import add_entry
from amity.projects.deliverables.commands import move_deliverable
from amity.status.tests.making import make_question, make_status
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_entry, make_line, make_project
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WHOLE = "Hours are on plan, so the price is too low."


@pytest.fixture
def cheap(osprey, fina, piet):
    """Create a blocked project that was sold below what its target needs."""
    make_cost_rate("45")
    agreement = make_agreement(osprey, "fixed", fee=50_000)
    line = make_line(agreement, "1", hours="20")
    project = make_project(osprey, name="Site", manager=piet, agreement=agreement, team=[fina])
    make_entry(by=fina, project=project, hours="8", on=date(2026, 10, 5), line_id=line.pk)
    blocked = EntryFields("The sandbox is down", rules.ROADBLOCK, project_id=project.pk, waiting="Piet")
    add_entry(by=acting(piet), fields=blocked, now=MONDAY)
    return project


def top(page: Page, text: str) -> float:
    box = page.get_by_text(text, exact=True).filter(visible=True).bounding_box()
    assert box
    return box["y"]


def test_what_blocks_comes_first_and_the_figures_are_one_sentence(live_server, new_page, cheap, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/projects/{cheap.pk}/")
    state = page.get_by_label("State of the project")

    expect(state.get_by_role("heading")).to_have_text(
        "Sold at €25 an hour, but the 60% target needs €113: the price is too low.", use_inner_text=True
    )
    assert top(page, "The sandbox is down") < state.bounding_box()["y"] < top(page, "Line 1")
    expect(state.get_by_text(WHOLE)).to_be_hidden()
    assert state.bounding_box()["height"] < 170

    state.locator("details.on-phone > summary").click()
    state.get_by_text("Why?").click()

    expect(state.get_by_text(WHOLE).filter(visible=True)).to_have_count(1)


def test_the_buttons_of_the_status_are_in_one_row_on_a_phone(live_server, new_page, cheap, piet):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{cheap.pk}/")

    assert top(page, "Change status") == top(page, "Change frequency")


def test_a_line_has_its_state_bar_and_hours_side_by_side_and_the_status_folds_what_was_reported(
    live_server, new_page, cheap, piet
):
    make_status(cheap, blockers="The bank is slow")
    make_question(cheap, piet)
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{cheap.pk}/")
    status, row = page.locator("#project-status"), page.locator("#lines tbody tr").first

    state, bar, hours = (row.locator(one).bounding_box() for one in (".pill", ".bar", "td.num >> nth=0"))
    assert state["x"] < bar["x"] < hours["x"]
    assert max(one["y"] for one in (state, bar, hours)) < state["y"] + state["height"]
    assert row.bounding_box()["height"] < 140
    first, second = (status.locator(".st-q button").nth(place).bounding_box() for place in (0, 1))
    assert first["y"] == second["y"]
    assert min(first["height"], second["height"]) >= 44
    expect(status.get_by_text("The bank is slow")).to_be_hidden()

    status.locator("#status-more > summary").click()

    expect(status.get_by_text("The bank is slow")).to_be_visible()


def test_a_desktop_begins_with_one_sentence_too_and_the_whole_is_under_why(live_server, new_page, cheap, fina):
    page = new_page()
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/projects/{cheap.pk}/")

    state = page.get_by_label("State of the project")
    expect(state.get_by_role("heading")).to_have_text(
        "Sold at €25 an hour, but the 60% target needs €113: the price is too low."
    )
    expect(state.get_by_text(WHOLE)).to_be_hidden()

    state.get_by_text("Why?").click()

    expect(state.get_by_text(WHOLE)).to_be_visible()


def test_the_bar_of_what_is_used_lies_over_no_state_on_a_phone(live_server, new_page, cheap, piet):
    line = Line.objects.get()
    for before, after in (("planned", "in_work"), ("in_work", "with_client")):
        move_deliverable(
            by=acting(piet), project_id=cheap.pk, line_id=line.pk, before=before, state=after, evidence="call",
            now=MONDAY,
        )  # fmt: skip
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/projects/{cheap.pk}/")
    row = page.locator("#lines tbody tr").first
    state, bar = row.locator(".pill").bounding_box(), row.locator(".bar").bounding_box()

    assert state
    assert bar
    assert state["x"] + state["width"] <= bar["x"]
