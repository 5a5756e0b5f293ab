"""Read the state of expectations and conflicts of accounts as it was at a moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from django.db.models import Q
from django.utils import timezone

from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.expectations import models
from amity.expectations.rules import AT_RISK, MISSED
from amity.health.facts.rules import Conflict, Expectations, Miss
from amity.health.measures.rules import is_severe

OF_CONFLICT: Final = ("pk", "account_id", "expectation_id", "found_at", "answered_at", "speak_by")
"""What is read of a conflict, once beside each of its options."""


@dataclass(frozen=True, slots=True)
class _State:
    """The last state of an expectation, and since when it has had it."""

    account_id: int
    state: str
    since: datetime
    changed: datetime


def expectations_of(account_ids: Collection[int], now: datetime) -> Mapping[int, Expectations]:
    """Return the expectations of accounts as they were at a moment, in two queries."""
    conflicts = _conflicts(account_ids, now)
    in_conflict = {one.expectation_id for own in conflicts.values() for one in own}
    states, today = _states(account_ids, now), timezone.localdate(now)
    by_account: defaultdict[int, dict[int, _State]] = defaultdict(dict)
    for pk, state in states.items():
        by_account[state.account_id][pk] = state
    found = {}
    for account_id in account_ids:
        own = by_account[account_id]
        missed = [(pk, one) for pk, one in own.items() if one.state == MISSED and pk not in in_conflict]
        found[account_id] = Expectations(
            conflicts=tuple(conflicts.get(account_id, ())),
            missed=tuple(_miss(pk, one.since, today) for pk, one in missed),
            at_risk=tuple(pk for pk, one in own.items() if one.state == AT_RISK and pk not in in_conflict),
            recorded=len(own),
            changed_on=max((timezone.localdate(one.changed) for one in own.values()), default=None),
        )
    return found


def _states(account_ids: Collection[int], now: datetime) -> Mapping[int, _State]:
    """Return the state of each expectation, from its steps up to a moment."""
    steps = models.ExpectationStep.objects.filter(account__in=account_ids, at__lte=now).order_by("at", "pk")
    states: dict[int, _State] = {}
    for pk, account_id, after, at in steps.values_list("expectation_id", "account_id", "after", "at"):
        before = states.get(pk)
        since = before.since if before is not None and before.state == after else at
        states[pk] = _State(account_id, after, since, at)
    return states


def _conflicts(account_ids: Collection[int], now: datetime) -> Mapping[int, list[Conflict]]:
    """Return the conflicts that were open at a moment, by account."""
    open_then = Q(closed_at=None) | Q(closed_at__gt=now)
    rows = models.Conflict.objects.filter(open_then, account__in=account_ids, found_at__lte=now)
    found: defaultdict[int, list[Conflict]] = defaultdict(list)
    with_options = rows.order_by("found_at", "pk", "options__pk").values_list(*OF_CONFLICT, "options__client_effect")
    for own, options in groupby(with_options, itemgetter(*range(len(OF_CONFLICT)))):
        pk, account_id, expectation_id, found_at, answered_at, speak_by = own
        answered = answered_at is not None and answered_at <= now
        found[account_id].append(
            Conflict(
                pk, expectation_id, timezone.localdate(found_at),
                is_severe=is_severe([effect for *_conflict, effect in options if effect is not None]),
                is_planned=answered and speak_by is not None,
            )
        )  # fmt: skip
    return found


def _miss(pk: int, at: datetime, today: date) -> Miss:
    since = timezone.localdate(at)
    passed = sum(1 for day in working_days(agency().country, since, today) if day > since)
    return Miss(pk, since, (today - since).days, passed)


def severe_since(account_ids: Collection[int], after: datetime, until: datetime) -> Iterable[tuple[int, int, date]]:
    """Return account, conflict and date of the severe conflicts that were found in a span of time."""
    rows = models.Conflict.objects.filter(account__in=account_ids, found_at__gt=after, found_at__lte=until)
    for row in rows.prefetch_related("options").order_by("pk"):
        if is_severe([option.client_effect for option in row.options.all()]):
            yield row.account_id, row.pk, timezone.localdate(row.found_at)
