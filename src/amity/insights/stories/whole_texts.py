"""Read whole articles from their pages where feeds have only their beginning, as many a day as the agency allows."""

import logging
import time
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db.models.functions import Length

from amity.agency.queries import limit
from amity.insights.feeds.fetched import Trouble, fetched
from amity.insights.feeds.reading import Unreadable, read_article
from amity.insights.relevance.rules import WINDOW, Document
from amity.insights.stories.intake import shortened
from amity.insights.stories.models import NEW, Article, Story, Triage
from amity.jobs.registry import every
from amity.shared.command import command

log = logging.getLogger("amity.insights")
SHORT: Final = 1_500
"""Characters from which on a feed's own text is taken for the whole article."""
BUDGET: Final = 10.0
"""Seconds a minute for pages of articles: feeds come first."""
AT_A_TIME: Final = 50
DAY: Final = timedelta(days=1)


@every("insights.read_articles", "* * * * *")
def read_articles(now: datetime) -> int:
    """Read articles of which only the beginning is known, the newest first. Return how many pages were asked for.

    Each server is asked for one page, and each page once, whatever comes of it.
    """
    allowed = limit("insights.whole_articles")
    left = allowed and allowed - Story.objects.filter(looked_at__gt=now - DAY).count()
    began, asked = time.monotonic(), set[str | None]()
    for story_id, address in _first_articles(now) if left > 0 else ():
        if len(asked) >= left or time.monotonic() - began > BUDGET:
            break
        host = urlsplit(address).hostname
        if host not in asked and _claimed(story_id, now):
            asked.add(host)
            _read(story_id, address, now)
    return len(asked)


def _first_articles(now: datetime) -> list[tuple[int, str]]:
    """Return the stories whose page may be read, each with the address of its first article that has one."""
    rows = Article.objects.filter(story__looked_at=None, story__newest_at__gt=now - WINDOW).exclude(address="")
    rows = rows.annotate(length=Length("story__text")).filter(length__lt=SHORT)
    found: dict[int, str] = {}
    for story_id, address in rows.order_by("-story__newest_at", "pk").values_list("story_id", "address")[:AT_A_TIME]:
        found.setdefault(story_id, address)
    return list(found.items())


def _read(story_id: int, address: str, now: datetime) -> None:
    try:
        page = fetched(address, now)
        store_text(story_id=story_id, text=read_article(page.data or b"", page.address))
    except (Trouble, Unreadable) as fault:
        log.info("the article of story %s can't be read: %s", story_id, fault.code)


@command
def store_text(*, story_id: int, text: str) -> None:
    """Take the whole text of a story, and have it ranked again where no one has decided about it."""
    story = Story.objects.filter(pk=story_id).select_for_update().first()
    if story is None or len(text) <= len(story.text):
        return
    source = tuple(story.words[2]) if len(story.words) == 3 else ()
    found = shortened(Document.of(story.title, text))
    story.text, story.is_whole = text, True
    story.words = [list(found.title), list(found.text), list(source)]
    story.save(update_fields=["text", "is_whole", "words"])
    Triage.objects.filter(account__matches__story=story, account__matches__state=NEW).update(is_stale=True)


@command
def _claimed(story_id: int, now: datetime) -> bool:
    """Take a story's turn, so that no other worker asks for its page too."""
    return bool(Story.objects.filter(pk=story_id, looked_at=None).update(looked_at=now))
