"""Feeds that can't be read: they wait for those who handle the account, with what to do."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.words import Named
from amity.insights.feeds import commands, queries, wording
from amity.insights.feeds.models import Source, SourceQuerySet
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD

PAUSE = "pause"


def register() -> None:
    """Register feeds that can't be read."""
    kinds.register(TROUBLED)


def pause(by: Actor, source_id: int, sent: Sent, now: datetime) -> None:
    """Stop reading the feed for the account."""
    commands.pause_source(by=by, source_id=source_id, now=now)


def resume(by: Actor, source_id: int, now: datetime) -> None:
    """Read it again."""
    commands.resume_source(by=by, source_id=source_id, now=now)


def _rows(person: Person, today: date) -> SourceQuerySet:
    return queries.troubled(person)


def _items(by: Actor, rows: Sequence[Source], today: date) -> list[Item]:
    person = person_of(by)
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=_("Feed “%(name)s” can’t be read") % {"name": row.feed},
            address=reverse("insights:sources"),
            account=Named(row.account.name, reverse("accounts:account", args=[row.account_id])),
            notes=[wording.trouble(row.feed.trouble)],
            since=formats.day_with("since", person.day_of(row.feed.trouble_since), today)
            if row.feed.trouble_since
            else "",
            acts=(PAUSE,),
            open=_("Show sources"),
            stakes=grown(1, 1),
        )
        for row in rows
    ]


TROUBLED = Kind(
    key="feed", order=92, todo=RECORD, icon="news", label=lazy("Feeds that can’t be read"), rows=_rows, by_roles=True,
    items=_items,
    acts={PAUSE: Act(label=lazy("Pause source"), run=pause, undo=resume, done=lazy("Source paused."))},
)  # fmt: skip
