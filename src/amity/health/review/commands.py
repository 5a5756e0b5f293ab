"""Find false greens and false reds each morning, and record what the page could have shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from amity.accounts.rules import CLOSED
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.conversations.models import Note
from amity.expectations.models import Conflict, ExpectationStep
from amity.expectations.rules import RESET
from amity.health import policy
from amity.health.measures.expected import severe_since
from amity.health.models import AccountHealth, HealthDay, Surprise
from amity.health.review import rules
from amity.health.review.fields import SurpriseFields
from amity.health.review.queries import surprise_seen_by
from amity.health.review.rules import Shown
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.values import tidied

LOOK_BACK: Final = timedelta(days=7)
"""Events of so many days are looked at each morning, so that a night without a worker misses none."""


@command
def find_surprises(now: datetime) -> int:
    """Record the false greens and false reds of the last days, each once. Return how many were found."""
    today = timezone.localdate(now)
    ids = list(HealthDay.objects.order_by().values_list("account_id", flat=True).distinct())
    events = [*_lost(today), *_conflicts(ids, now), *_renewed(ids, today)]
    if not events:
        return 0
    touched = {event.account_id for event in events}
    shown, acted = _shown(touched, today), _acted(touched, today)
    found = [one for event in events if (one := _judged(event, shown[event.account_id], acted[event.account_id]))]
    known = set(Surprise.objects.filter(account__in=touched).values_list("account_id", "kind", "cause", "about"))
    new = [one for one in found if (one.account_id, one.kind, one.cause, one.about) not in known]
    Surprise.objects.bulk_create(new)
    return len(new)


@command
def answer_surprise(*, by: Actor, surprise_id: int, version: int, fields: SurpriseFields, now: datetime) -> Surprise:
    """Record what the page could have shown. Who answers is in the audit log only."""
    row = surprise_seen_by(by, surprise_id, lock=True)
    policy.may_answer(person_of(by), row.account).or_refuse()
    row.expect(version)
    row.missing, row.answered_at = tidied(fields).missing, now
    row.save()
    trail.record("health.surprise_answered", subject=row.account, by=by, at=now, changes={"missing": row.missing})
    return row


def _judged(event: Surprise, shown: Collection[Shown], acted: Iterable[date]) -> Surprise | None:
    """Return the event with what was shown before it, or None if the page was right."""
    days = sorted(shown, key=lambda one: one.day)
    green = event.kind == rules.GREEN
    found = rules.false_green(days, event.on) if green else rules.false_red(days, event.on, acted)
    if found is None:
        return None
    event.shown_on, event.shown_score = found.day, found.score
    return event


def _lost(today: date) -> list[Surprise]:
    """Return an event for each account that has been closed since the last morning."""
    rows = AccountHealth.objects.filter(account__status=CLOSED).values_list("account_id", flat=True)
    return [
        Surprise(account_id=pk, kind=rules.GREEN, cause=rules.LOST, on=today, about=today.toordinal()) for pk in rows
    ]


def _conflicts(ids: Collection[int], now: datetime) -> list[Surprise]:
    return [
        Surprise(account_id=account_id, kind=rules.GREEN, cause=rules.CONFLICT, on=on, about=conflict_id)
        for account_id, conflict_id, on in severe_since(ids, now - LOOK_BACK, now)
    ]


def _renewed(ids: Collection[int], today: date) -> list[Surprise]:
    """Return an event for each agreement signed that takes the place of another one of its account."""
    rows = Agreement.objects.filter(
        account__in=ids, signed_on__gt=today - LOOK_BACK, signed_on__lte=today, supersedes__isnull=False
    )
    return [
        Surprise(account_id=account_id, kind=rules.RED, cause=rules.RENEWED, on=on, about=pk)
        for pk, account_id, on in rows.order_by("pk").values_list("pk", "account_id", "signed_on").distinct()
        if on is not None
    ]


def _shown(ids: Collection[int], today: date) -> Mapping[int, list[Shown]]:
    since = today - rules.WITHIN - LOOK_BACK
    rows = HealthDay.objects.filter(account__in=ids, day__gte=since).values_list("account_id", "day", "band", "score")
    found: defaultdict[int, list[Shown]] = defaultdict(list)
    for account_id, *shown in rows:
        found[account_id].append(Shown(*shown))
    return found


def _acted(ids: Collection[int], today: date) -> Mapping[int, list[date]]:
    """Return the days on which someone acted: a talk, a conflict answered or closed, an expectation agreed again."""
    since = datetime.combine(today - rules.WITHIN - LOOK_BACK, time.min, timezone.get_current_timezone())
    rows = [
        *Note.objects.filter(account__in=ids, held_at__gte=since).values_list("account_id", "held_at"),
        *Conflict.objects.filter(account__in=ids, answered_at__gte=since).values_list("account_id", "answered_at"),
        *Conflict.objects.filter(account__in=ids, closed_at__gte=since).values_list("account_id", "closed_at"),
        *ExpectationStep.objects.filter(account__in=ids, after=RESET, at__gte=since).values_list("account_id", "at"),
    ]
    found: defaultdict[int, list[date]] = defaultdict(list)
    for account_id, at in rows:
        if at is not None:
            found[account_id].append(timezone.localdate(at))
    return found
