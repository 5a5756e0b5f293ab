"""Feeds against real servers: read politely, and servers that mean harm are left in time and stop nothing else."""

import gzip
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.agency.models import Limit
from amity.insights.feeds import reader
from amity.insights.feeds.models import Feed
from amity.insights.feeds.values import Entry
from amity.insights.stories.intake import take_entries
from amity.insights.stories.models import Article, Match, Story, Triage
from amity.insights.stories.ranking import rank_account
from amity.insights.stories.whole_texts import read_articles
from amity.insights.tests.making import make_source
from amity.shared import public_hosts
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting
from tests.rig.web_host import WebHost, web_host

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
OUTSIDE, INSIDE = "127.0.0.1", "127.0.0.2"
NAMES = {"news.example": OUTSIDE, "bad.example": OUTSIDE, "third.example": OUTSIDE, "inside.example": INSIDE}
LATER = MONDAY + timedelta(hours=1)
ITEM = "<item><guid>{key}</guid><title>{title}</title><link>https://news.example/{key}</link><pubDate>{day}</pubDate></item>"
DAY = "Mon, 23 Nov 2026 08:00:00 GMT"


@pytest.fixture(autouse=True)
def internet(monkeypatch) -> None:
    """Let 127.0.0.1 be the only public address, and give names to it and to one inside the network."""
    monkeypatch.setattr(public_hosts, "_is_public", lambda one: str(one) == OUTSIDE)
    monkeypatch.setattr(public_hosts, "_resolved", lambda name, _port: [NAMES.get(name, name)])


@pytest.fixture
def host() -> Iterator[WebHost]:
    with web_host(address=OUTSIDE) as running:
        yield running


@pytest.fixture
def inside() -> Iterator[WebHost]:
    with web_host(address=INSIDE) as running:
        running.says("/feed", rss("secret"))
        yield running


def rss(*titles: str, head: str = "", day: str = DAY) -> bytes:
    items = "".join(ITEM.format(key=title.replace(" ", "-"), title=title, day=day) for title in titles)
    channel = f"<channel><title>Rail Daily</title>{items}</channel>"
    return f"<?xml version='1.0'?>{head}<rss version='2.0'>{channel}</rss>".encode()


def at(host: WebHost, path: str = "/feed", name: str = "news.example") -> str:
    return f"http://{name}:{host.port}{path}"


def source_at(account, address):
    source = make_source(account, address)
    Feed.objects.filter(pk=source.feed_id).update(host=address.split("/")[2].partition(":")[0])
    return source


def feed_of(source) -> Feed:
    return Feed.objects.get(pk=source.feed_id)


def titles() -> list[str]:
    return sorted(Article.objects.values_list("title", flat=True))


def test_a_feed_is_read_and_only_again_if_it_changed(host, osprey):
    host.says("/feed", rss("Fares rise", "Trains late"), etag='"1"', last_modified=DAY)
    source = source_at(osprey, at(host))

    assert reader.read_due(MONDAY) == 1
    assert reader.read_due(MONDAY + timedelta(minutes=30)) == 0
    host.says("/feed", status=304)
    assert reader.read_one(source.feed_id, now=LATER) == 0

    assert titles() == ["Fares rise", "Trains late"]
    assert Match.objects.filter(account=osprey).count() == 2
    asked = host.requests[1][2]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', DAY)
    assert "Amity feed reader (+http" in asked["user-agent"]
    assert feed_of(source).title == "Rail Daily"


def test_an_article_is_taken_once_and_old_ones_are_left(host, osprey):
    host.says("/feed", rss("Fares rise"))
    source = source_at(osprey, at(host))
    reader.read_one(source.feed_id, now=MONDAY)
    host.says("/feed", rss("Fares rise", "New line") + b"")

    assert reader.read_one(source.feed_id, now=LATER) == 1
    host.says("/feed", rss("From long ago", day="Mon, 02 Nov 2026 08:00:00 GMT"))
    assert reader.read_one(source.feed_id, now=LATER) == 0
    assert titles() == ["Fares rise", "New line"]


def test_a_busy_server_is_left_alone_for_all_its_feeds(host, osprey):
    host.says("/feed", status=429, retry_after="7200")
    host.says("/other", rss("Fares rise"))
    busy, other = source_at(osprey, at(host)), source_at(osprey, at(host, "/other"))

    assert reader.read_due(MONDAY) == 1  # one server is asked for one feed at a time
    assert feed_of(busy).next_read_at == feed_of(other).next_read_at == MONDAY + timedelta(hours=2)
    assert reader.read_due(LATER) == 0
    assert reader.read_due(MONDAY + timedelta(hours=2)) == 1


def test_a_feed_that_fails_is_tried_later_and_later_and_keeps_its_articles(host, osprey, mara):
    host.says("/feed", rss("Fares rise"))
    source = source_at(osprey, at(host))
    reader.read_one(source.feed_id, now=MONDAY)
    host.says("/feed", status=500)

    pauses = []
    for number in range(3):
        now = LATER + timedelta(days=number)
        reader.read_one(source.feed_id, now=now)
        pauses.append(feed_of(source).next_read_at - now)
        waits = [item for group in waiting_for(acting(mara), now, only="feed") for item in group.items]
        assert bool(waits) == (number == 2)

    assert pauses == [timedelta(hours=2), timedelta(hours=4), timedelta(hours=8)]
    assert titles() == ["Fares rise"]
    assert waits[0].notes == ["The server reported a fault. Amity tries again later."]


def endless(handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"<item></item>" * 10_000)


def drip(handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    with suppress(OSError):
        for _second in range(60):
            handler.wfile.write(b"<")
            handler.wfile.flush()
            time.sleep(0.5)


LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)


def test_servers_that_mean_harm_are_refused_in_time_and_stop_nothing_else(host, inside, osprey):
    host.does("/endless", endless)
    host.does("/drip", drip)
    host.says("/bomb", gzip.compress(b"\0" * 80_000_000), content_encoding="gzip")
    host.says("/laughs", rss("&j;", head=LAUGHS))
    host.sends_on("/redirect", at(inside, name="inside.example"))
    host.says("/good", rss("Fares rise"))
    expected = {
        at(inside, name="inside.example"): "forbidden", at(host, "/redirect"): "forbidden",
        at(host, "/endless"): "size", at(host, "/bomb"): "size",
        at(host, "/laughs"): "unreadable", at(host, "/drip"): "time",
    }  # fmt: skip
    sources = [source_at(osprey, address) for address in (*expected, at(host, "/good"))]
    began = time.monotonic()

    for number, _source in enumerate(sources):
        reader.read_due(MONDAY + timedelta(minutes=number))

    assert time.monotonic() - began < 40
    assert {feed_of(one).address: feed_of(one).trouble for one in sources[:-1]} == expected
    assert inside.asked == []
    assert titles() == ["Fares rise"]


def test_a_website_leads_to_its_feed_which_is_shown_before_it_is_followed(host, osprey, mara, client):
    page = b"<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/feed'></head></html>"
    host.says("/", page, content_type="text/html")
    host.says("/feed", rss("Fares rise"))
    client.force_login(mara)
    given = {"account": str(osprey.pk), "about": "competitor"}

    shown = client.post(reverse("insights:find_feeds"), {"address": at(host, "/"), **given}).content.decode()

    assert "Rail Daily" in shown
    assert "Fares rise" in shown
    assert not Feed.objects.exists()
    client.post(reverse("insights:follow_feed"), {"address": at(host), **given})
    source = osprey.insight_sources.get()
    assert (source.feed.address, source.about) == (at(host), "competitor")


def test_what_is_no_feed_says_what_to_do(host, osprey, mara, client):
    host.says("/", b"<!doctype html><html><body>No feeds</body></html>")
    client.force_login(mara)

    answer = client.post(
        reverse("insights:find_feeds"), {"address": at(host, "/"), "account": str(osprey.pk), "about": "industry"}
    )

    assert answer.status_code == 422
    assert "This is a web page without feeds." in answer.content.decode()


ARTICLE = """<!doctype html><html><head><title>Fares</title></head><body><nav>Home News Sport</nav>
<article><h1>Fares rise</h1>
{paragraphs}</article><footer>All rights reserved</footer><script>track()</script></body></html>"""
PARAGRAPHS = (
    "The operator will raise fares in April, and says that most passengers already buy their tickets by telephone.",
    "A ticket app in two languages is planned for the summer, after a trial on three lines brought twice the sales.",
    "Unions and councils along the line were told last week. They ask that paper tickets stay for those who need them.",
    "The ministry has a month to answer. It refused a similar rise two years ago because trains were late too often.",
)


def page() -> bytes:
    return ARTICLE.format(paragraphs="".join(f"<p>{one}</p>" for one in PARAGRAPHS)).encode()


def begun(source, *addresses) -> None:
    """Let the feed have the beginning of an article at each address."""
    for title, address in zip(("Fares rise", "Harbour reopens", "Museum night sold out"), addresses, strict=False):
        entry = Entry(key=title, address=address, title=title, text="", published_at=MONDAY, language="en")
        take_entries(source.feed, [entry], now=MONDAY)


def allow(number: int) -> None:
    Limit.objects.create(name="insights.whole_articles", value=number)


def test_no_page_is_asked_for_until_the_agency_allows_it(host, osprey):
    host.says("/0", page(), content_type="text/html")
    begun(make_source(osprey), at(host, "/0"))

    assert read_articles(MONDAY) == 0
    assert host.asked == []


def test_the_rest_of_an_article_is_read_and_ranked(host, osprey, mara, client):
    host.says("/0", page(), content_type="text/html")
    begun(make_source(osprey), at(host, "/0"))
    osprey.interests.create(field="topic", text="ticket app", added_at=MONDAY)
    rank_account(account_id=osprey.pk, now=MONDAY)
    match = Match.objects.get()
    assert match.score == 0
    allow(5)

    assert read_articles(MONDAY) == 1
    assert Triage.objects.get(account=osprey).is_stale
    rank_account(account_id=osprey.pk, now=MONDAY)

    match.refresh_from_db()
    assert match.story.text.splitlines()[-4:] == [*PARAGRAPHS]
    assert [term for term, _name, _points in match.reasons] == ["ticket app"]
    client.force_login(mara)
    shown = client.get(reverse("insights:insights")).content.decode()
    assert "Amity read the whole article on the website of Rail Business Daily" in shown
    assert "Home News Sport" not in shown


def test_a_page_is_asked_for_once_and_no_more_than_are_allowed_in_a_day(host, osprey):
    host.says("/0", b"<html><body><p>Please accept cookies.</p></body></html>", content_type="text/html")
    host.says("/1", page(), content_type="text/html")
    begun(make_source(osprey), at(host, "/0"), at(host, "/1", "bad.example"), at(host, "/2", "third.example"))
    allow(2)

    assert read_articles(MONDAY) == 2
    assert sorted(host.asked) == ["/0", "/1"]
    assert read_articles(LATER) == 0
    assert Story.objects.filter(is_whole=True).count() == 1
    assert read_articles(MONDAY + timedelta(days=1, minutes=1)) == 1
    assert "/2" in host.asked


def test_a_page_inside_the_network_is_not_read(host, inside, osprey):
    inside.says("/secret", page(), content_type="text/html")
    host.sends_on("/1", f"http://inside.example:{inside.port}/secret")
    begun(make_source(osprey), f"http://inside.example:{inside.port}/secret", at(host, "/1"))
    allow(5)

    read_articles(MONDAY)

    assert inside.asked == []
    assert not Story.objects.filter(is_whole=True).exists()
