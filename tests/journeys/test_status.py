"""Friday at four: the project manager answers six projects by key, one of which the data contradict."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from amity.projects.models import Milestone
from amity.status.contradictions.following import follow_contradictions
from amity.status.contradictions.models import Contradiction
from amity.status.models import Status
from amity.status.tests.making import make_ask, make_status
from tests.builders import make_project
from tests.journeys.accessibility import violations
from tests.journeys.counting import KEY, THOUGHT
from tests.journeys.going import sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Branch app", "Homepage", "Intranet", "Label design", "Savings spring", "Ticket app")
CELLS = 7
"""What is read and thought about in a row."""
NINE_MINUTES = 9 * 60


def test_six_statuses_are_answered_by_key_with_one_question_of_the_data(live_server, new_page, osprey, piet):
    now = timezone.now()
    for name in NAMES:
        project = make_project(osprey, name=name, manager=piet)
        make_status(project, at=now - timedelta(days=7), mood="confident")
        make_ask(project, piet, timezone.localdate(now) - timedelta(days=1))
    late = timezone.localdate(now) - timedelta(days=5)
    Milestone.objects.create(project=piet.run_projects.get(name="Intranet"), name="Pilot", due_on=late)
    follow_contradictions(now)
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/status/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("0 of 6 answered, about 9 minutes left")
    assert violations(page) == []

    keys = 0
    for place, name in enumerate(NAMES):
        current = page.locator("[aria-current=true]")
        expect(current).to_contain_text(name)
        if name == "Intranet":
            expect(current).to_contain_text("You reported the dates as green")
            expect(current).to_contain_text("“Pilot” was due")
        press(page, "a" if name == "Intranet" else "y")
        keys += 1
        if place < len(NAMES) - 1:
            expect(heading).to_contain_text(f"{place + 1} of 6 answered")
        if name == "Intranet":
            press(page, "j")
            keys += 1
    expect(heading).to_have_text("6 of 6 answered")

    answered = Status.objects.filter(answered_at__gte=now)
    assert answered.count() == 6
    assert answered.get(project__name="Intranet").dates == "amber"
    row = Contradiction.objects.get()
    assert (row.outcome, row.closed_by) == ("changed", piet)
    assert len(NAMES) * CELLS * THOUGHT + keys * KEY <= NINE_MINUTES


def test_e_changes_a_row_in_place_and_j_and_k_move(live_server, new_page, osprey, piet):
    for name in NAMES[:2]:
        make_ask(make_project(osprey, name=name, manager=piet), piet, timezone.localdate())
    page = new_page()
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/status/")
    press(page, "j")
    expect(page.locator("[aria-current=true]")).to_contain_text("Homepage")
    press(page, "k")
    expect(page.locator("[aria-current=true]")).to_contain_text("Branch app")
    press(page, "e")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Client mood").select_option(label="Tense")
    dialog.get_by_label("Blockers").fill("Login from their IT")
    dialog.get_by_label("Blockers").press("Enter")
    expect(page.locator("[aria-current=true]")).to_contain_text("Homepage")
    made = Status.objects.get()
    assert (made.mood, made.blockers, made.confirmed) == ("tense", "Login from their IT", False)


def test_the_page_fits_a_phone(live_server, new_page, osprey, piet):
    project = make_project(osprey, name="Ticket app relaunch with a long name", manager=piet)
    make_status(project, at=timezone.now() - timedelta(days=7))
    make_ask(project, piet, timezone.localdate())
    late = timezone.localdate() - timedelta(days=5)
    Milestone.objects.create(project=project, name="Payment live in all of the stores", due_on=late)
    follow_contradictions(timezone.now())
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, piet.mail)
    page.goto(f"{live_server.url}/status/")
    expect(page.get_by_role("button", name="Change dates to amber")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 390, "height": 3_000})  # what the bar at the foot covers is uncovered by scrolling
    assert violations(page) == []
