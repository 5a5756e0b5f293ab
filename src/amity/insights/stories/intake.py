"""Take the articles of a feed: each once, with others of the same story, for every account that follows the feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.accounts.models import Account
from amity.insights.feeds.models import Feed
from amity.insights.feeds.rules import dated, is_fresh
from amity.insights.feeds.values import Entry
from amity.insights.relevance.rules import WINDOW, Document
from amity.insights.relevance.sketches import NEAR, is_same_story, sketch
from amity.insights.stories.models import Article, Match, Story, Triage

MOST_WORDS: Final = 600
"""Words of a text that are compared: a story says what it is about early on."""
MOST_COMPARED: Final = 3_000


@dataclass(frozen=True, slots=True)
class Sketched:
    """A story as new articles are compared with it."""

    id: int
    sketch: Sequence[int]
    at: datetime


def take_entries(feed: Feed, entries: Sequence[Entry], *, now: datetime) -> int:
    """Store the entries that are new and recent, with their stories. Return how many."""
    known = set(feed.articles.filter(key__in=[one.key for one in entries]).values_list("key", flat=True))
    fresh = [one for one in entries if one.key not in known and is_fresh(one.published_at, now)]
    if not fresh:
        return 0
    nearby = _nearby({one.language for one in fresh}, now)
    story_ids = [_taken(feed, one, nearby, now) for one in fresh]
    accounts = list(Account.objects.filter(insight_sources__feed=feed, insight_sources__is_paused=False))
    for account in accounts:
        _open(account, story_ids, now)
    return len(fresh)


def open_for_account(account: Account, feed: Feed, *, now: datetime) -> None:
    """Open the recent stories of a feed that is read already for another account."""
    ids = Article.objects.filter(feed=feed, story__newest_at__gt=now - WINDOW).values_list("story_id", flat=True)
    _open(account, list(dict.fromkeys(ids)), now)


def document_of(entry: Entry, source: str) -> Document:
    """Return an entry as it is compared."""
    return shortened(Document.of(entry.title, entry.text, source))


def shortened(document: Document) -> Document:
    """Return a document with as much of its text as is compared."""
    return Document(document.title, document.text[:MOST_WORDS], document.source)


def _nearby(languages: set[str], now: datetime) -> dict[str, list[Sketched]]:
    rows = Story.objects.filter(language__in=languages, newest_at__gt=now - NEAR).order_by("-newest_at")
    found: dict[str, list[Sketched]] = {}
    for pk, language, marks, at in rows.values_list("pk", "language", "sketch", "newest_at")[:MOST_COMPARED]:
        found.setdefault(language, []).append(Sketched(pk, marks, at))
    return found


def _taken(feed: Feed, entry: Entry, nearby: dict[str, list[Sketched]], now: datetime) -> int:
    """Store an article, and return the id of its story: one it repeats, or a new one."""
    document, at = document_of(entry, feed.title), dated(entry.published_at, now)
    marks = sketch(document)
    others = nearby.setdefault(entry.language, [])
    same = next(
        (one for one in others if is_same_story(marks, one.sketch, apart=at - one.at, words=document.length)), None
    )
    if same is None:
        story_id = _new_story(entry, document, marks, at, now).pk
        others.append(Sketched(story_id, marks, at))
    else:
        story_id = same.id
        Story.objects.filter(pk=story_id, newest_at__lt=at).update(newest_at=at)
    Article.objects.create(
        feed=feed, story_id=story_id, key=entry.key, address=entry.address, title=entry.title,
        published_at=entry.published_at, found_at=now,
    )  # fmt: skip
    return story_id


def _new_story(entry: Entry, document: Document, marks: Sequence[int], at: datetime, now: datetime) -> Story:
    return Story.objects.create(
        title=entry.title, text=entry.text, language=entry.language, sketch=list(marks),
        words=[list(document.title), list(document.text), list(document.source)], found_at=now, newest_at=at,
    )  # fmt: skip


def _open(account: Account, story_ids: Sequence[int], now: datetime) -> None:
    """Let stories be new for an account, those it has already excepted, and have them ranked."""
    known = set(Match.objects.filter(account=account, story_id__in=story_ids).values_list("story_id", flat=True))
    fresh = [pk for pk in dict.fromkeys(story_ids) if pk not in known]
    Match.objects.bulk_create([Match(account=account, story_id=pk) for pk in fresh], ignore_conflicts=True)
    Triage.objects.update_or_create(account=account, defaults={"is_stale": True})
