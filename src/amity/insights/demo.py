"""The insights of the demo agency: invented news. Its feeds have no server, so none of them is due for a year."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.insights.feeds.commands import SourceFields, follow_feed
from amity.insights.feeds.models import Feed
from amity.insights.feeds.values import Entry
from amity.insights.stories.commands import keep_story
from amity.insights.stories.intake import take_entries
from amity.insights.stories.models import Match
from amity.insights.stories.ranking import rank_account
from amity.insights.topics.commands import InterestFields, add_interest
from amity.shared.stories import Crew, rows

TABLES: Final = Path(__file__).with_suffix(".toml")
NOT_DUE: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed of an account."""

    account: str
    about: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term of an account."""

    account: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class News:
    """An article of a feed, some hours old."""

    feed: str
    title: str
    hours_ago: int
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A story that the account manager kept."""

    account: str
    title: str
    state: str


def story(crew: Crew, *, now: datetime) -> None:
    """Follow feeds, enter terms, take the news, and rank it."""
    followed = rows(TABLES, Followed, "sources")
    for one in followed:
        fields = SourceFields(address=one.address, about=one.about)
        account = account_named(one.account)
        follow_feed(by=crew.managing(one.account), account_id=account.pk, fields=fields, now=now, title=one.title)
    for term in rows(TABLES, Wanted, "terms"):
        given = InterestFields(field=term.field, text=term.text)
        add_interest(
            by=crew.managing(term.account), account_id=account_named(term.account).pk, fields=given, now=now
        )  # fmt: skip
    for feed in Feed.objects.filter(address__in=[one.address for one in followed]):
        take_entries(
            feed, [_entry(one, now) for one in rows(TABLES, News, "articles") if one.feed == feed.title], now=now
        )
        feed.kind, feed.last_read_at, feed.next_read_at = "rss", now - timedelta(minutes=20), now + NOT_DUE
        feed.save()
    _decide(crew, now)


def _decide(crew: Crew, now: datetime) -> None:
    for one in rows(TABLES, Decided, "decisions"):
        match = Match.objects.get(account__name=one.account, story__title=one.title)
        keep_story(by=crew.managing(one.account), match_id=match.pk, version=match.version, now=now)
    for account_id in Match.objects.values_list("account_id", flat=True).distinct():
        rank_account(account_id=account_id, now=now)


def _entry(one: News, now: datetime) -> Entry:
    key = blake2b(one.title.encode(), digest_size=16).hexdigest()
    return Entry(
        key=key, address=f"https://news.example/{key[:12]}", title=one.title, text=one.text.strip(), language="en",
        published_at=now - timedelta(hours=one.hours_ago),
    )  # fmt: skip
