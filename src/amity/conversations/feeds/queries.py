"""The person behind a secret address, and what their feed has."""

from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.conversations.feeds.models import Feed
from amity.conversations.models import Action
from amity.meetings.feed_dates import FeedDate
from amity.people.models import Person
from amity.people.queries import person_of, token_hash
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.busy import unless_busy

MOST: Final = 500
"""Actions in a feed, the first due first."""
LONGEST: Final = 100
"""Characters of a secret that is looked up at all."""
NOTED_AGAIN: Final = timedelta(minutes=10)


def feed_of(by: Actor) -> Feed | None:
    """Return the actor's feed, if they have one."""
    return Feed.objects.filter(person=person_of(by)).first()


def feed_by(secret: str) -> Feed:
    """Return the feed with this secret. Raise `NotSeen` if there is none, it was revoked, or its person has left."""
    found = None
    if len(secret) <= LONGEST:
        own = Feed.objects.filter(token_hash=token_hash(secret), person__is_active=True, person__mail__isnull=False)
        found = own.select_related("person").first()
    if found is None:
        raise NotSeen(_("Page not found."))
    return found


def dated_actions_of(person: Person, _today: date) -> list[FeedDate]:
    """Return a person's open actions that have a due date, the first due first."""
    rows = Action.objects.filter(owner=person, done_at=None, due_on__isnull=False).select_related("account", "project")
    return [
        FeedDate(
            key=f"action-{row.pk}",
            on=row.due_on,
            title=f"{row.what} ({row.account.name})",
            path=reverse("conversations:action", args=[row.pk]),
            lines=[row.project.name] if row.project else (),
            changed_at=row.added_at,
            sequence=row.version,
        )
        for row in rows.order_by("due_on", "pk")[:MOST]
        if row.due_on is not None
    ]


def note_use(feed: Feed, now: datetime) -> None:
    """Record that a feed was read, every ten minutes at most, and never while another process has locked the row."""
    if feed.last_used_at is not None and now - feed.last_used_at < NOTED_AGAIN:
        return

    def note() -> None:
        own = Feed.objects.select_for_update(skip_locked=True).filter(pk=feed.pk).first()
        if own is not None:
            own.last_used_at = now
            own.save(update_fields=["last_used_at"])

    unless_busy(note)
