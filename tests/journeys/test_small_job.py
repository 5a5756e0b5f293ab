"""A small job from the search to the project manager's *Got it*, by keyboard alone and on one screen."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.briefs.tests.making import make_crafts
from amity.expectations.models import Expectation
from amity.handoff.models import Handoff
from amity.projects.models import Project
from tests.builders import make_agreement, make_project
from tests.journeys.counting import KEY, THOUGHT
from tests.journeys.going import sign_in
from tests.journeys.keys import go, into_page, press, tab_to
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.chosen().date()
DUE, LOOK = TODAY + timedelta(days=9), TODAY + timedelta(days=6)
WANT = "We want a small extra page for the Christmas cream, with the three recipes."
DONE = "Live on the site, with three recipes, readable on a phone."
PROMISE = "A first look on Wednesday."
GOT = "One page, three recipes, phone first; a first look on Wednesday."


class Typist:
    """Somebody at the keyboard, counted: keys, fields filled, and pages loaded."""

    def __init__(self, page):
        self.page, self.keys, self.fields, self.loads = page, 0, 0, 0
        page.on("load", lambda _page: setattr(self, "loads", self.loads + 1))

    def fills(self, label, text):
        """Tab to a field and type."""
        self.keys += tab_to(self.page, label) + len(text)
        self.page.keyboard.type(text)
        self.fields += 1

    def finds(self, words):
        """Open the search, type, and take the first result."""
        press(self.page, "Control+k")
        expect(self.page.get_by_role("combobox", name="Search or jump")).to_be_focused()
        self.page.keyboard.type(words)
        expect(self.page.locator("dialog.jump-d [aria-selected=true]")).to_contain_text("New small job")
        press(self.page, "Enter")
        self.keys, self.fields = self.keys + 2 + len(words) + 1, self.fields + 1

    def goes(self, words):
        """Tab to what leads to another page, and press Enter."""
        self.keys += go(self.page, words)

    @property
    def seconds(self):
        """How long it takes by the keystroke-level model: no hand leaves the keys, a thought before each field."""
        return self.keys * KEY + (self.fields + 1) * THOUGHT


@pytest.fixture
def cream(osprey, piet):
    """A client with three people and running work, which Piet runs."""
    agreement = make_agreement(osprey)
    make_crafts()
    for name, role in (("Ferdia Nolan", "day_to_day"), ("Siobhan Reid", "decision_maker"), ("Maud Larkin", "sponsor")):
        Contact.objects.create(account=osprey, name=name, roles=[role])
    make_project(osprey, name="Care", manager=piet, agreement=agreement)
    return osprey


def test_a_small_job_takes_one_screen_and_less_than_ninety_seconds(live_server, new_page, cream, mara, piet):
    page = new_page()
    page.set_viewport_size({"width": 1440, "height": 952})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")
    giver = Typist(page)

    giver.finds("small job osprey")
    page.wait_for_url(f"**/accounts/{cream.pk}/small-job/")
    expect(page.locator("#id_stated_by_id_0")).to_be_focused()
    assert page.evaluate("document.querySelector('#small-job').getBoundingClientRect().bottom") <= 952
    press(page, "ArrowRight")
    giver.keys, giver.fields = giver.keys + 1, giver.fields + 1
    giver.fills("What they want, in their words", WANT)
    giver.fills("Definition of done", DONE)
    giver.fills("Design", "8")
    giver.fills("Development", "8")
    giver.fills("Due date", DUE.strftime("%m%d%Y"))
    giver.fills("What you promised", PROMISE)
    with page.expect_response("**/small-job/live/"):
        giver.fills("Promise due date", LOOK.strftime("%m%d%Y"))
    expect(page.get_by_role("button", name="Start job at €2,040 and hand it to Piet")).to_be_visible()
    expect(page.locator("#job-price")).to_contain_text("16 h at the rate card")
    expect(page.locator("#job-free").get_by_role("row")).to_have_count(3)
    expect(page.locator("#job-prompts")).to_contain_text("Siobhan Reid")
    page.wait_for_load_state("networkidle")
    giver.goes("Start job at")
    expect(page.get_by_text("Job started and handed to Piet.")).to_be_visible()

    handoff, promise = Handoff.objects.get(), Expectation.objects.get()
    assert page.url == f"{live_server.url}/projects/{handoff.project_id}/"
    project = Project.objects.get(handoffs=handoff)
    assert (handoff.state, handoff.taker, project.ends_on) == ("offered", piet, DUE)
    assert (promise.statement, promise.promised_until, str(promise.stated_by)) == (PROMISE, LOOK, "Siobhan Reid")
    assert (giver.fields, giver.loads) == (1 + 8, 2), "the search, and eight fields"
    assert giver.seconds < 90, giver.seconds

    taker = new_page()
    sign_in(taker, live_server.url, piet.mail)
    taker.goto(live_server.url)
    into_page(taker)
    go(taker, f"Hand-off of {re.escape(project.name)}")
    assert taker.url.startswith(f"{live_server.url}/handoffs/{handoff.pk}/")
    into_page(taker)
    tab_to(taker, "In one sentence: what will you deliver?")
    taker.keyboard.type(GOT)
    go(taker, "Accept hand-off")
    expect(taker.get_by_text("Piet accepted version 1")).to_be_visible()
    handoff.refresh_from_db()
    assert (handoff.state, handoff.sentence) == ("accepted", GOT)


def test_without_script_the_price_is_shown_before_the_job_starts(live_server, new_page, cream, mara):
    page = new_page(javascript=False, faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{cream.pk}/small-job/?want={WANT}&done={DONE}&hours=8+design&due={DUE}")
    page.get_by_label("Siobhan Reid").check(force=True)
    page.get_by_label("What you promised").fill("nothing")
    page.get_by_label("Development").fill("8")

    page.get_by_role("button", name="Start job at €1,000").click()
    expect(page.get_by_text("The price is €2,040. Press the button again to start at it.")).to_be_visible()
    assert not Handoff.objects.exists()
    page.get_by_role("button", name="Start job at €2,040 and hand it to Piet").click()

    expect(page.get_by_text("Job started and handed to Piet.")).to_be_visible()
    assert Handoff.objects.get().state == "offered"


def test_a_refused_job_begins_at_the_field_that_is_wrong(live_server, new_page, cream, mara):
    page = new_page(faults_allowed=True)
    sign_in(page, live_server.url, mara.mail)
    before = TODAY - timedelta(days=1)
    page.goto(f"{live_server.url}/accounts/{cream.pk}/small-job/?want={WANT}&done={DONE}&hours=8+design&due={before}")
    page.get_by_label("Siobhan Reid").check(force=True)

    page.get_by_role("button", name="Start job at").click()

    due = page.get_by_label("Due date", exact=True)
    expect(due).to_have_attribute("aria-invalid", "true")
    expect(due).to_be_focused()
    assert not Handoff.objects.exists()
