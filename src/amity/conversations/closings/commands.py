"""Close a day."""

from datetime import datetime

from amity.audit import trail
from amity.conversations.closings import queries
from amity.conversations.closings.models import DayClosed
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.suspected.queries import to_skip
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def close_day(*, by: Actor, now: datetime) -> DayClosed:
    """Close the actor's day. What was skipped is asked about once more the next evening; what was closed, is again.

    Closing a day again counts its notes and records again, and skips nothing a second time.
    """
    person = person_of(by)
    day = person.day_of(now)
    counts = queries.counts(person, day)
    row, is_new = DayClosed.objects.update_or_create(person=person, day=day, defaults={"closed_at": now, **counts})
    if is_new:
        _skip(person)
    trail.record("day.closed", subject=row, by=by, at=now, changes=counts)
    return row


def _skip(person: Person) -> None:
    """Count what the person was asked about and didn't decide."""
    for row in SuspectedRecord.objects.select_for_update().filter(to_skip(), asked=person):
        row.skipped += 1
        row.save(update_fields=["skipped"])
