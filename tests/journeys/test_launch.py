"""A competitor's launch comes in by a feed, and ends as a brief: shared, answered, recommended and accepted."""

import re
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from amity.advice.models import Recommendation
from amity.advice.tests.making import make_goal
from amity.briefs.models import Brief
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact
from amity.insights.feeds import reader
from amity.insights.feeds.models import Feed
from amity.insights.shares.models import Received
from amity.insights.stories.models import Match
from amity.insights.stories.ranking import rank_due
from amity.insights.tests.making import make_source
from amity.insights.topics.models import Interest
from amity.outbox.sending import deliver
from amity.portal.tests.making import TOKEN, signed_in
from amity.portal.visitors import cookie
from amity.shared import public_hosts
from amity.strategy.models import Goal
from tests.journeys.accessibility import violations
from tests.journeys.counting import Counted
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press
from tests.rig.web_host import web_host

pytestmark = pytest.mark.django_db(transaction=True)
LAUNCH = "Westline puts Welsh and English tickets in one app"
SO_WHAT = "Westline sells more in two languages. It is an argument for both from day one."
ITEM = (
    "<item><guid>{n}</guid><title>{title}</title><link>https://news.example/{n}</link><pubDate>{day}</pubDate></item>"
)


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server, and forget which links were opened."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def feed(osprey, monkeypatch):
    """Follow the newsroom of a competitor on a real server, which has two news, and read it as the worker does."""
    monkeypatch.setattr(public_hosts, "_is_public", lambda one: str(one) == "127.0.0.1")
    monkeypatch.setattr(public_hosts, "_resolved", lambda _name, _port: ["127.0.0.1"])
    day = format_datetime(timezone.now() - timedelta(hours=2))
    news = "".join(ITEM.format(n=n, title=title, day=day) for n, title in enumerate((LAUNCH, "Depot gets a new roof")))
    with web_host(address="127.0.0.1") as host:
        host.says(
            "/feed", f"<rss version='2.0'><channel><title>Westline newsroom</title>{news}</channel></rss>".encode()
        )
        source = make_source(osprey, f"http://news.example:{host.port}/feed")
        Feed.objects.filter(pk=source.feed_id).update(host="news.example")
        Interest.objects.create(account=osprey, field="competitor", text="Westline", added_at=timezone.now())
        reader.read_one(source.feed_id, now=timezone.now())
    rank_due(timezone.now())


def leaves(kind: str) -> Item:
    """Release and deliver what was submitted, as the worker does each minute."""
    release_due(timezone.now)
    deliver(timezone.now)
    item = Item.objects.get(kind=kind)
    assert item.state == "sent"
    return item


def submit(page: Page) -> None:
    """Submit the email that was written by Amity, unchanged."""
    press_and_wait(page, page.get_by_role("button", name="Submit email"))


def client_page(new_page, address: str, contact) -> Page:
    """Return a browser in which a contact is signed in to their pages."""
    signed_in(contact)
    page: Page = new_page()
    page.context.add_cookies([{"name": cookie.NAME, "value": TOKEN, "url": address}])
    return page


def share(page: Page, address: str) -> Item:
    """Share the launch by keyboard, with what it means for them, and return its email."""
    page.goto(f"{address}/insights/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 stories")
    expect(page.get_by_role("heading", name=LAUNCH)).to_be_visible()
    expect(page.get_by_role("table", name="Terms that were found")).to_contain_text("Westline")
    expect(page.get_by_label("Gwen Pryce")).to_be_checked()
    press(page, "s")
    expect(page.get_by_label("The so what for you")).to_be_focused()
    page.keyboard.type(SO_WHAT)
    assert violations(page) == []
    with page.expect_navigation():
        press(page, "Control+Enter")
    submit(page)
    return leaves("insight")


def reply(page: Page, address: str, email: Item) -> None:
    """Read the story on the client pages, find it useful, and ask about it."""
    page.goto(f"{address}/client/sent/{email.pk}/")
    expect(page.get_by_role("heading", name="Is this useful to you?")).to_be_visible()
    page.get_by_label("Your reply").fill("Could we launch in both too?")
    assert violations(page) == []
    press_and_wait(page, page.get_by_role("button", name="Useful", exact=True))
    expect(page.get_by_text("You found this useful")).to_be_visible()


def recommend(page: Page, address: str, goal: Goal) -> Item:
    """Recommend from the shared story, by keyboard, and return the email. What is known isn't asked for again."""
    page.goto(f"{address}/insights/?tab=shared")
    expect(page.get_by_text("read on their pages")).to_be_visible()
    expect(page.get_by_role("link", name="Useful")).to_be_visible()
    with page.expect_navigation():
        press(page, "r")
    evidence = page.get_by_role("textbox", name="Evidence")
    expect(evidence).to_have_value(re.compile(re.escape(LAUNCH)))
    expect(evidence).to_have_value(re.compile(re.escape(SO_WHAT)))
    expect(page.get_by_role("combobox", name="Client goal")).to_have_value(str(goal.pk))
    who = Counted(page)
    who.types("Recommendation", "Write both languages at once")
    who.types("Advice", "Hire a Welsh writer")
    who.types("Expected effect", "More tickets in the app")
    press_and_wait(page, page.get_by_role("button", name="Save recommendation"))
    assert who.fields == 3
    press_and_wait(page, page.get_by_role("link", name="Send to client"))
    submit(page)
    return leaves("recommendation")


def accept(page: Page, address: str, email: Item) -> None:
    """Accept a recommendation on the client pages."""
    page.goto(f"{address}/client/sent/{email.pk}/")
    page.get_by_text("Accept", exact=True).click()
    press_and_wait(page, page.get_by_role("button", name="Send answer"))
    expect(page.get_by_text("You accepted this. Thank you.")).to_be_visible()


def test_a_competitors_launch_becomes_a_brief(live_server, new_page, osprey, mara, feed):
    gwen = make_contact(osprey, "Gwen Pryce", roles=["decision_maker"])
    goal, address = make_goal(osprey, "Sell tickets in the app"), live_server.url
    nadia = new_page()
    sign_in(nadia, address, mara.mail)

    story = share(nadia, address)
    assert story.body.index(SO_WHAT) < story.body.index(LAUNCH)
    client = client_page(new_page, address, gwen)
    reply(client, address, story)
    accept(client, address, recommend(nadia, address, goal))

    nadia.goto(f"{address}/recommendations/{Recommendation.objects.get().pk}/")
    expect(nadia.get_by_role("link", name=LAUNCH)).to_be_visible()
    press_and_wait(nadia, nadia.get_by_role("button", name="Create brief"))
    brief = Brief.objects.get()
    expect(nadia).to_have_url(re.compile(rf"/briefs/{brief.pk}/"))
    assert (brief.title, brief.goal, brief.stated_by) == ("Write both languages at once", goal, gwen)
    assert SO_WHAT in brief.client_words
    assert Received.objects.get().outcome == "useful"
    nadia.goto(f"{address}/insights/?tab=shared&at={Match.objects.get(state='shared').pk}")
    expect(nadia.get_by_role("link", name="Write both languages at once")).to_be_visible()
