"""The end of the watch, and emails that went out with a block, where they wait for someone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named
from amity.gate import policy
from amity.gate.watch import commands, page
from amity.gate.watch.models import Watch, Watched
from amity.gate.watch.queries import seen_by, unread_for
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

READ: Final = "read"


def register() -> None:
    """Register the kind."""
    kinds.register(ENDED)
    kinds.register(WENT)


def _rows(person: Person, today: date) -> Sequence[Watch]:
    if not policy.may_set_lanes(person, None):
        return []
    return list(Watch.objects.filter(outcome="", ends_at__lte=timezone.now()))


def _items(by: Actor, rows: Sequence[Watch], today: date) -> list[Item]:
    now = timezone.now()
    return [
        Item(
            id=row.pk, version=row.version, title=page.title_of(seen_by(by, row), now), address=reverse("gate:watch"),
            since=_("ended %(day)s") % {"day": formats.day(timezone.localtime(row.ends_at), today)},
            open=_("Decide about Going out"), stakes=grown(1, 2),
        )
        for row in rows
    ]  # fmt: skip


def _unread(person: Person, today: date) -> QuerySet[Watched]:
    return unread_for(person)


def _went(by: Actor, rows: Sequence[Watched], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk, title=str(row.item), address=reverse("gate:item", args=[row.item_id]),
            account=named(row.item.account), lead=naming(_("Went out by itself, from %(who)s"), row.item.author.name),
            notes=[found["title"] for found in row.found if found["stops"]],
            since=_("sent %(day)s") % {"day": formats.day(timezone.localtime(row.at), today)},
            acts=(READ,), open=_("Read email"), stakes=grown(3, 3), cause=f"email {row.item_id}",
        )
        for row in rows
    ]  # fmt: skip


def _read(by: Actor, watched_id: int, sent: Sent, now: datetime) -> None:
    commands.mark_read(by=by, watched_id=watched_id, now=now)


def _unread_again(by: Actor, watched_id: int, now: datetime) -> None:
    commands.mark_read(by=by, watched_id=watched_id, now=now, is_read=False)


ENDED = Kind(
    key="watch", order=7, todo=DECIDE, icon="eye", label=lazy("Going out: the first two weeks"), rows=_rows,
    items=_items
)  # fmt: skip
WENT = Kind(
    key="outgoing_watched", order=10, todo=DECIDE, icon="eye", label=lazy("Emails that went out with a block"),
    rows=_unread,
    by_roles=True,
    items=_went,
    acts={
        READ: Act(label=lazy("Mark as read"), run=_read, undo=_unread_again, done=lazy("Marked as read."))
    },
)  # fmt: skip
