"""From a client's wish to accepted work: brief, budget, agreement, legal, signature, hand-off, first hours."""

from datetime import date

import pytest
from playwright.sync_api import expect

from amity.agreements.models import Agreement
from amity.audit import trail
from amity.briefs.tests.making import make_contact, make_crafts
from amity.charter.queries import skipped_on
from amity.handoff.models import Handoff
from amity.outbox.models import Message
from amity.projects.models import Project
from amity.shared.refs import Ref
from amity.strategy.models import Goal
from tests.builders import MONDAY, make_person
from tests.journeys import wishing
from tests.journeys.going import press_and_wait, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wisher(osprey):
    """Create what is known of a client before a first brief: one contact, and one goal."""
    make_contact(osprey)
    Goal.objects.create(
        account=osprey, title="Butter to 15%", begun_on=date(2026, 1, 1), added_at=MONDAY, changed_at=MONDAY
    )
    make_crafts()
    return osprey


@pytest.fixture
def desk(live_server, new_page, mara, piet, agency):
    """Return a function that opens a page with a person signed in."""

    def sit_down(person):
        page = new_page()
        sign_in(page, live_server.url, person.mail)
        return page

    return sit_down


def test_a_wish_becomes_work_that_the_project_manager_has_accepted(live_server, desk, wisher, mara, piet):
    page, legal, taker = desk(mara), desk(make_person("Vera", "legal")), desk(piet)
    brief = wishing.begin_a_brief(page, live_server.url, wisher)
    wishing.fill_it_until_nothing_is_missing(page, brief, runs="Piet")
    wishing.agree_with_the_client(page, brief)

    agreement = Agreement.objects.get(account=wisher)
    paper = f"{live_server.url}/agreements/{agreement.pk}/"
    wishing.legal_returns_it_for_its_liability(page, legal, paper, agreement)
    wishing.legal_clears_it(page, legal, paper, agreement)
    wishing.sign(page, paper, agreement)

    project = Project.objects.get(agreement=agreement)
    assert (project.status, project.manager, project.ends_on) == ("initiating", piet, wishing.SPRING)
    wishing.prepare_the_handoff(page, f"{live_server.url}/projects/{project.pk}/")
    wishing.return_it_once(taker, live_server.url)
    wishing.answer_and_offer_it_again(page)
    wishing.accept_it_with_a_condition(taker)
    wishing.begin_to_work(taker, live_server.url, project)


def test_with_one_hat_the_same_wish_becomes_work_and_no_one_hands_over_to_themselves(
    live_server, desk, wisher, mara
):  # fmt: skip
    page = desk(mara)
    brief = wishing.begin_a_brief(page, live_server.url, wisher)
    wishing.fill_it_until_nothing_is_missing(page, brief, runs="Mara")
    wishing.agree_with_the_client(page, brief)
    agreement = Agreement.objects.get(account=wisher)
    paper = f"{live_server.url}/agreements/{agreement.pk}/"
    page.goto(paper)
    press_and_wait(page, page.get_by_role("button", name="Clear agreement"))
    wishing.sign(page, paper, agreement)

    project = Project.objects.get(agreement=agreement)
    assert (project.status, project.manager) == ("initiating", mara)
    page.goto(f"{live_server.url}/projects/{project.pk}/")
    expect(page.get_by_text("the hand-off is skipped")).to_be_visible()
    expect(page.get_by_role("button", name="Hand off project")).to_have_count(0)
    press_and_wait(page, page.get_by_role("button", name="Mark as active"))

    project.refresh_from_db()
    assert project.status == "active"
    assert [(one.step, one.person.name) for one in skipped_on(Ref.to(project))] == [("handoff", "Mara")]
    assert "step.skipped" in trail.actions_on(project)
    assert not Handoff.objects.exists()
    assert not Message.objects.filter(kind="handoff").exists()
    page.goto(f"{live_server.url}/handoffs/")
    expect(page.get_by_text("Nothing is waiting for you")).to_be_visible()
    expect(page.get_by_role("link", name="Hand off")).to_have_count(0)
