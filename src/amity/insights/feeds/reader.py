"""Read one feed: fetch it without a transaction, then store its articles or what went wrong in one."""

import logging
import time
from datetime import datetime, timedelta
from typing import Final

from amity.insights.feeds import queries
from amity.insights.feeds.fetched import Fetched, Trouble, fetched
from amity.insights.feeds.models import Feed
from amity.insights.feeds.reading import Unreadable, read_feed
from amity.insights.feeds.rules import BETWEEN, BUSY, next_try
from amity.insights.feeds.values import ReadFeed
from amity.insights.stories.intake import take_entries
from amity.jobs.registry import every
from amity.shared.command import command

log = logging.getLogger("amity.insights")
BUDGET: Final = 20.0
"""Seconds a minute for reading feeds, so that other scheduled work isn't held up by slow servers."""


@every("insights.read_feeds", "* * * * *")
def read_due(now: datetime) -> int:
    """Read the feeds that are due, each server once, for some seconds a minute. Return how many were read."""
    began, asked = time.monotonic(), set()
    for feed_id, host in queries.feeds_due(now):
        if time.monotonic() - began > BUDGET:
            break
        if host not in asked and _claimed(feed_id, now):
            asked.add(host)
            read_one(feed_id, now=now)
    return len(asked)


def read_one(feed_id: int, *, now: datetime) -> int | None:
    """Read one feed. Return how many new articles it had, or None if it couldn't be read."""
    feed = Feed.objects.filter(pk=feed_id).first()
    if feed is None:
        return None
    try:
        got = fetched(feed.address, now, feed)
        found = None if got.data is None else read_feed(got.data, got.address)
    except Trouble as fault:
        store_trouble(feed_id=feed_id, code=fault.code, wish=fault.wish, now=now)
        return None
    except Unreadable as fault:
        store_trouble(feed_id=feed_id, code=fault.code, now=now)
        return None
    return store_feed(feed_id=feed_id, got=got, found=found, now=now)


@command
def store_feed(*, feed_id: int, got: Fetched, found: ReadFeed | None, now: datetime) -> int:
    """Store the articles of a feed that was read. Return how many are new. Without `found` it hadn't changed."""
    feed = queries.feed_to_store(feed_id)
    if feed is None:
        return 0
    added = 0
    if found is not None:
        feed.kind, feed.title, feed.site = found.kind, found.title or feed.title, found.site
        feed.lacks = [list(one) for one in found.lacks]
        added = take_entries(feed, found.entries, now=now)
    feed.etag, feed.last_modified = got.etag, got.last_modified
    feed.trouble, feed.trouble_since, feed.failures = "", None, 0
    feed.last_read_at, feed.next_read_at = now, next_try(now, 0)
    feed.save()
    return added


@command
def store_trouble(*, feed_id: int, code: str, now: datetime, wish: timedelta | None = None) -> None:
    """Store why a feed couldn't be read, and try again later and later. Its articles stay.

    A server that asks to be left alone isn't asked for its other feeds either.
    """
    feed = queries.feed_to_store(feed_id)
    if feed is None:
        return
    if not feed.trouble:
        feed.trouble_since = now
    feed.trouble, feed.failures = code, min(feed.failures + 1, 1_000)
    feed.next_read_at = next_try(now, feed.failures, wish)
    feed.save(update_fields=["trouble", "trouble_since", "failures", "next_read_at"])
    if code == BUSY:
        Feed.objects.filter(host=feed.host, next_read_at__lt=feed.next_read_at).update(next_read_at=feed.next_read_at)
    log.info("feed %s of %s can't be read: %s", feed_id, feed.host, code)


@command
def _claimed(feed_id: int, now: datetime) -> bool:
    """Take a feed's turn, so that no other worker reads it too."""
    due = Feed.objects.filter(pk=feed_id, next_read_at__lte=now)
    return bool(due.update(next_read_at=now + 5 * BETWEEN))
