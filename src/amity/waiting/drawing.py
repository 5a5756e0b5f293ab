"""What waits for a person, drawn once while nothing about it changes, for five minutes at most (decision 0069).

Drawing takes one query or more for each kind with rows, and Today, its count in the rail, its API, *Waiting for you*
and the end of the day ask for the same items. What is kept follows from its key: rows with their versions, records,
settings, and what the person did.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import get_language

from amity.agency.editions.keeping import edition
from amity.agency.models import RecordChange
from amity.audit.models import Record
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still
from amity.ui.reader_format import ways
from amity.waiting import written
from amity.waiting.queries import Group, waiting_for, waiting_rows

LASTS: Final = timedelta(minutes=5)
DRAWN: Memo[Any, Sequence[Group]] = Memo(32)
"""The items of a person are some 100 kB."""


def drawn_for(by: Actor, now: datetime, *, whose: Person | None = None) -> Sequence[Group]:
    """Return what waits for a person, kind by kind. `whose` is another person, whose items are drawn as the actor sees
    them.

    It is drawn again once a row came, went or changed, one of the two did something, or five minutes have gone.
    """
    records, settings = (edition(RecordChange), edition()) if is_still() else (None, None)
    if records is None or settings is None:
        return waiting_for(by, now, whose=whose)
    reader = person_of(by)
    person = whose or reader
    today, since = person.day_of(now), _since(now)
    both = tuple((one.pk, one.roles, one.money_right) for one in (reader, person))
    key = (
        both, get_language(), ways(), today, since, records, settings,
        _last_done({reader.pk, person.pk}, since), written.marks(person, today, waiting_rows),
    )  # fmt: skip
    return DRAWN.get(key, lambda: waiting_for(by, now, whose=whose))


def _since(now: datetime) -> datetime:
    """Return when the current five minutes began."""
    seconds = int(now.timestamp()) % int(LASTS.total_seconds())
    return (now - timedelta(seconds=seconds)).replace(microsecond=0)


def _last_done(people: Collection[int], since: datetime) -> int | None:
    """Return the last record of the audit log that one of some people caused since then."""
    done: int | None = Record.objects.filter(at__gte=since, actor_id__in=people).aggregate(last=Max("pk"))["last"]
    return done
