"""Notify someone, and mark notifications as read."""

from collections.abc import Callable
from datetime import datetime

from amity.notifications import queries, rules
from amity.notifications.models import Notification
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.ui.reader_format import in_other_languages, in_their_ways


@command
def notify(
    *, person: Person | None, kind: str, text: Callable[[], str], path: str, now: datetime, by: Actor | None = None,
    account: str = "", waits: tuple[str, int] | None = None,
) -> Notification | None:  # fmt: skip
    """Add a notification, in the transaction of what happened. `text` is called in each language, the person's first.

    `account` is the name of the account it is about. `waits` is the kind and id of the item in which it waits for the
    person to act. No one is notified of their own actions (`by`), and people who have left are not notified.
    """
    if person is None or not person.is_active or (by is not None and person.pk == by.person_id):
        return None

    def written() -> str:
        return " ".join(text().split())[: rules.LONGEST]

    with in_their_ways(person):
        sentence, translations = written(), in_other_languages(written)
    waits_kind, waits_id = waits or ("", None)
    return Notification.objects.create(
        person=person, kind=kind, text=sentence, translations=translations, path=path, at=now, account=account,
        waits_kind=waits_kind, waits_id=waits_id,
    )  # fmt: skip


@command
def mark_read(*, by: Actor, notification_id: int, now: datetime) -> Notification:
    """Mark one of the actor's own notifications as read."""
    notification = queries.notification_seen_by(by, notification_id, lock=True)
    if notification.read_at is None:
        notification.read_at = now
        notification.save(update_fields=["read_at"])
    return notification


@command
def mark_all_read(*, by: Actor, until: int, now: datetime) -> int:
    """Mark the actor's notifications up to an id as read: those that were on the page. Return how many."""
    return queries.notifications_seen_by(by).filter(read_at=None, pk__lte=until).update(read_at=now)


def forget_old(now: datetime) -> None:
    """Delete notifications that are older than 90 days."""
    Notification.objects.filter(at__lt=now - rules.KEPT).delete()
