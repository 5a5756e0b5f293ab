"""Queries for a person's own notifications."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.notifications import hooks
from amity.notifications.models import Notification
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.ui.slots import Count

PAGE = 50


@dataclass(frozen=True, slots=True)
class NotificationPage:
    """Notifications by their time, newest first. `newest` is the largest id, `older` the smallest if there are more.

    `waiting` are the unread ones whose reader still has to act; `rows` are the others.
    """

    waiting: list[Notification]
    rows: list[Notification]
    newest: int
    older: int
    unread: int


def notifications_seen_by(by: Actor) -> "QuerySet[Notification]":
    """Return the actor's own notifications, newest first."""
    return Notification.objects.visible_to(person_of(by)).order_by("-pk")


def notification_seen_by(by: Actor, notification_id: int, *, lock: bool = False) -> Notification:
    """Return one notification, or raise `NotSeen`. `lock` holds its row until the transaction ends."""
    return seen_or_missing(
        notifications_seen_by(by), notification_id, _("Notification not found. It may have been deleted."), lock=lock
    )


def page_of(by: Actor, before: int = 0) -> NotificationPage:
    """Return a page of notifications, those before an id if it is given.

    Two queries, and one for each kind of thing that waits.
    """
    found = notifications_seen_by(by)
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    shown = rows[:PAGE]
    in_order, waiting = sorted(shown, key=attrgetter("at", "pk"), reverse=True), _still_waiting(by, shown)
    return NotificationPage(
        waiting=[row for row in in_order if row.pk in waiting],
        rows=[row for row in in_order if row.pk not in waiting],
        newest=shown[0].pk if shown else 0,
        older=shown[-1].pk if len(rows) > PAGE else 0,
        unread=found.filter(read_at=None).count(),
    )


def _still_waiting(by: Actor, rows: Sequence[Notification]) -> set[int]:
    """Return the ids of unread notifications whose item still waits for the actor."""
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.read_at is None and row.waits_id is not None:
            ids[row.waits_kind].add(row.waits_id)
    open_ids = {
        (kind, number) for kind, of_kind in ids.items() for hook in hooks.still_waiting
        for number in hook(by, kind, of_kind)
    }  # fmt: skip
    return {row.pk for row in rows if row.read_at is None and (row.waits_kind, row.waits_id) in open_ids}


def count_unread(by: Actor) -> Count:
    """Return how many notifications are unread, for the bell. None of them is late."""
    return Notification.objects.filter(person_id=by.person_id, read_at=None).count(), False
