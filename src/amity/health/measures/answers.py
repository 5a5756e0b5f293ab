"""Read how long clients took to answer: emails that asked for an approval, and deliverables shown to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.gate.models import Item
from amity.gate.rules import SENT
from amity.health.facts.rules import Approvals
from amity.health.measures.rules import WINDOW
from amity.portal.answers.models import Answer
from amity.portal.answers.rules import EFFECTIVE
from amity.projects.models import DeliverableStep
from amity.projects.rules import ACCEPTED, CHANGES_ASKED, WITH_CLIENT


@dataclass(slots=True)
class _Collected:
    answered: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


def approvals_of(account_ids: Collection[int], now: datetime) -> Mapping[int, Approvals]:
    """Return how long the answers of the last 90 days took."""
    since, country = now - timedelta(days=WINDOW), agency().country
    found: defaultdict[int, _Collected] = defaultdict(_Collected)
    for account_id, asked, answered in _asked(account_ids, since, now):
        own, last = found[account_id], answered or now
        taken = days_between(country, timezone.localdate(asked), timezone.localdate(last))
        if answered is None:
            own.waiting.append(taken)
        else:
            own.answered.append(taken)
            own.days.append(timezone.localdate(answered))
    return {
        key: Approvals(tuple(own.answered), tuple(own.waiting), max(own.days, default=None))
        for key, own in found.items()
    }


def days_between(country: str, first: date, last: date) -> int:
    """Return the working days after one date up to another one."""
    return sum(1 for day in working_days(country, first, last) if day > first)


Asked = tuple[int, datetime, datetime | None]
"""An account, when it was asked, and when it answered."""
_Row = tuple[int, int, int | None, str, datetime, datetime | None]
"""An account, the id of an answer, an email or a step, its deliverable with the state, when, and the answer to it."""


def _asked(account_ids: Collection[int], since: datetime, now: datetime) -> Iterator[Asked]:
    """Yield the emails that were answered or wait for it, and the deliverables that were shown, in one query."""
    emails, steps = list[_Row](), list[_Row]()
    for row in _rows(account_ids, since, now):
        (emails if row[2] is None else steps).append(row)
    for account_id, _pk, _deliverable, _state, at, answered in emails:
        yield account_id, at, answered
    shown: dict[int | None, tuple[int, datetime]] = {}
    for account_id, _pk, deliverable, state, at, _answered in sorted(steps, key=itemgetter(4, 1)):
        if state == WITH_CLIENT:
            shown[deliverable] = (account_id, at)
        elif deliverable in shown:
            yield *shown.pop(deliverable), at
    for account_id, at in shown.values():
        yield account_id, at, None


def _rows(account_ids: Collection[int], since: datetime, now: datetime) -> Iterable[_Row]:
    answers = Answer.objects.filter(
        account__in=account_ids, state__in=EFFECTIVE, at__gte=since, at__lte=now, item__sent_at__isnull=False
    )
    items = Item.objects.filter(
        account__in=account_ids, asks_approval=True, state=SENT, sent_at__gte=since, sent_at__lte=now
    ).exclude(answers__at__lte=now)
    steps = DeliverableStep.objects.filter(
        deliverable__project__account__in=account_ids, at__gte=since, at__lte=now,
        state__in=(WITH_CLIENT, ACCEPTED, CHANGES_ASKED),
    )  # fmt: skip
    none, never = Cast(Value(None), BigIntegerField()), Cast(Value(None), DateTimeField())
    rows: QuerySet[Any, Any] = answers.values_list("account_id", "pk", none, Value(""), "item__sent_at", "at").union(
        items.values_list("account_id", "pk", none, Value(""), "sent_at", never),
        steps.order_by().values_list("deliverable__project__account_id", "pk", "deliverable_id", "state", "at", never),
        all=True,
    )
    return rows
