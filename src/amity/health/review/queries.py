"""Surprises that the actor can see, and how often the page was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.health import policy
from amity.health.models import Surprise
from amity.health.review import rules
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

YEAR: Final = timedelta(days=365)
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The surprises of twelve months, those without an answer first, and how many there were of each kind."""

    rows: Sequence[Surprise]
    greens: int
    reds: int
    unanswered: int
    since: date


def surprises_seen_by(by: Actor) -> "QuerySet[Surprise]":
    """Return the surprises of accounts to which the actor has full access."""
    found: QuerySet[Surprise] = Surprise.objects.visible_to(person_of(by))
    return found.select_related("account__manager", "account__director")


def surprise_seen_by(by: Actor, surprise_id: int, *, lock: bool = False) -> Surprise:
    """Return one surprise, or raise `NotSeen`."""
    gone = _("Finding not found. It may have been deleted, or you don’t have access to its account.")
    return seen_or_missing(surprises_seen_by(by), surprise_id, gone, lock=lock)


def reviewed(by: Actor) -> Reviewed:
    """Return the surprises of the last twelve months."""
    since = timezone.localdate() - YEAR
    rows = list(surprises_seen_by(by).filter(on__gte=since).order_by("-on", "-pk"))
    rows.sort(key=lambda row: row.answered_at is not None)
    return Reviewed(
        rows=rows[:MOST],
        greens=sum(row.kind == rules.GREEN for row in rows),
        reds=sum(row.kind == rules.RED for row in rows),
        unanswered=sum(row.answered_at is None for row in rows),
        since=since,
    )


def may_answer(by: Actor, row: Surprise) -> bool:
    """Return whether the actor can answer a surprise."""
    return bool(policy.may_answer(person_of(by), row.account))
