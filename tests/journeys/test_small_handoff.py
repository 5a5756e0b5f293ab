"""A small job in under five minutes of typing: requested, handed off in five prompts, accepted. Also one
person alone.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from amity.accounts.models import Contact
from amity.charter.queries import skipped_on
from amity.handoff import queries
from amity.handoff.models import Handoff, Note
from amity.projects.models import Project
from amity.scope.models import Request
from amity.shared.refs import Ref
from tests.builders import make_account, make_agreement, make_line, make_project
from tests.journeys.counting import Counted
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.chosen().date()
FIVE = {
    "What they want, in their words": "One page, one offer, one price. Nobody should have to look for the button.",
    "Definition of done": "Live in the shop by Friday, 06:00, prices and slots from it, under two seconds on a phone.",
    "Limits and no-gos": "No countdown clock. No “cheapest”.",
    "What I promised": "A look at the phone version on Wednesday, before it goes live.",
}
GOT = "One page, prices and slots live from the shop, phone first; Tom sees it on Wednesday, live on Friday at six."


@pytest.fixture
def care(osprey, piet):
    """Create a retainer of sixty hours a month, managed by Piet."""
    Contact.objects.create(account=osprey, name="Tom Brandt", mail="tom@osprey.example")
    agreement = make_agreement(
        osprey, "retainer", title="Service care", fee=600_000, included_seconds=216_000,
        starts_on=date(TODAY.year, 1, 1),
    )  # fmt: skip
    make_line(agreement, "1", hours="60")
    make_project(osprey, name="Care", manager=piet, agreement=agreement)
    return agreement


def test_a_request_reaches_got_it_in_under_five_minutes_of_typing(live_server, new_page, care, mara, piet):
    page, friday = new_page(), TODAY + timedelta(days=10)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/retainers/{care.pk}/")
    giver = Counted(page)

    giver.presses_on(page.get_by_role("link", name="Log a request").first)
    giver.types("Request", "Winter service page")
    giver.picks("Tom Brandt")
    giver.types("Planned hours", "14")
    giver.dates("Due date", friday.isoformat())
    giver.presses_on(page.get_by_role("button", name="Log request"))
    giver.presses_on(page.get_by_role("button", name=re.compile("Hand off.*Winter service page", re.DOTALL)))
    expect(giver.field("Who said what they want")).to_have_value("Tom Brandt")
    expect(giver.field("Money and date")).to_have_value(re.compile("14.h"))
    for label, words in FIVE.items():
        giver.types(label, words)
    giver.presses_on(page.get_by_role("button", name="Save hand-off"))
    expect(page.get_by_text("Offered, version 1")).to_be_visible()

    other = new_page()
    sign_in(other, live_server.url, piet.mail)
    other.goto(f"{live_server.url}/handoffs/")
    taker = Counted(other)
    taker.presses_on(other.get_by_role("link", name="Winter service page"))
    expect(other.get_by_text(FIVE["What they want, in their words"])).to_be_visible()
    taker.types("In one sentence: what will you deliver?", GOT)
    taker.presses_on(other.get_by_role("button", name="Accept hand-off"))
    expect(other.get_by_text("Piet accepted version 1")).to_be_visible()

    asked, one = Request.objects.select_related("item", "contact").get(), Handoff.objects.get()
    assert asked.item is not None
    assert (asked.item.title, asked.item.planned_seconds, asked.wanted_on) == ("Winter service page", 50_400, friday)
    assert (one.state, one.kind, one.item, one.sentence) == ("accepted", "small", asked.item, GOT)
    kept = {note.block: note.says for note in Note.objects.filter(handoff=one)}
    assert [kept[block] for block in ("want", "done", "must_not", "promise")] == list(FIVE.values())
    assert Note.objects.get(handoff=one, block="want").stated_by == "Tom Brandt"
    version = queries.accepted_version(one)
    assert version is not None
    assert version.is_whole
    assert (giver.fields, taker.fields) == (8, 1)
    assert giver.keys + taker.keys < 480
    assert giver.seconds + taker.seconds < 300


def test_with_one_hat_no_one_is_asked_to_hand_over_to_themselves(live_server, new_page, mara):
    account = make_account("Kestrel Bikes", manager=mara)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/open/?account={account.pk}")
    page.get_by_label("Name", exact=True).fill("Winter service page")
    page.get_by_label("Project manager").select_option(label="Mara")
    page.get_by_role("button", name="Create project").click()

    expect(page.get_by_text("the hand-off is skipped")).to_be_visible()
    expect(page.get_by_role("button", name="Hand off project")).to_have_count(0)
    page.get_by_role("button", name="Mark as active").click()

    project = Project.objects.get()
    assert project.status == "active"
    assert [one.step for one in skipped_on(Ref.to(project))] == ["handoff"]
    page.goto(f"{live_server.url}/handoffs/")
    expect(page.get_by_text("Nothing is waiting for you")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Hand off"))).to_have_count(0)
