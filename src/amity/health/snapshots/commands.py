"""Store the health of a day: of every account each morning, and of one account when a conflict opens or closes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from amity.accounts.models import Account
from amity.accounts.rules import CLOSED, PROSPECT
from amity.expectations.models import Conflict
from amity.health.facts.rules import Facts
from amity.health.measures.queries import facts_of
from amity.health.measures.rules import caps_of, readings_of
from amity.health.models import AccountHealth, HealthDay
from amity.health.rules import Health, Numbers, health_of
from amity.health.snapshots.evidence import Evidence, evidence_of, money_in, with_lasts
from amity.health.weights.queries import numbers_in_force
from amity.shared.actor import Actor
from amity.shared.command import command

WEEK: Final = timedelta(days=7)
WEEKS: Final = 12
WITHOUT_HEALTH: Final = (CLOSED, PROSPECT)
"""Accounts without work have no health."""
COLUMNS: Final = ("score", "band", "confidence", "weighted", "evidence", "at")


@command
def take_snapshots(now: datetime) -> int:
    """Calculate and store the health of all accounts with work. Return how many."""
    numbers = numbers_in_force()
    ids = list(Account.objects.exclude(status__in=WITHOUT_HEALTH).order_by("pk").values_list("pk", flat=True))
    _drop_others(ids)
    store(facts_of(ids, now, numbers), now, numbers)
    return len(ids)


@command
def refresh_account(account_id: int, now: datetime) -> None:
    """Calculate the health of one account again, with the money of its last snapshot. Without one nothing happens."""
    row = AccountHealth.objects.filter(account=account_id).first()
    if row is None:
        return
    numbers, money = numbers_in_force(), money_in(row.evidence)
    known = facts_of([account_id], now, numbers, money={account_id: money} if money else {})
    store(known, now, numbers)


def on_conflict(conflict: Conflict, _by: Actor, now: datetime) -> None:
    """Refresh the account of a conflict that was found, answered or closed."""
    refresh_account(conflict.account_id, now)


def store(known: Mapping[int, Facts], now: datetime, numbers: Numbers) -> None:
    """Store the health of accounts as that of the day, and as their newest."""
    day, before = timezone.localdate(now), _before(known)
    trends, days, newest = _trends(known, day), [], []
    for account_id, facts in known.items():
        readings = with_lasts(readings_of(facts), before.get(account_id, {}))
        health = health_of(readings, caps_of(facts), numbers)
        columns = _columns(health, evidence_of(facts, readings, health), now)
        days.append(HealthDay(account_id=account_id, day=day, **columns))
        trend = [*trends.get(account_id, [None] * WEEKS), health.score]
        newest.append(AccountHealth(account_id=account_id, trend=trend, **columns))
    HealthDay.objects.bulk_create(
        days, update_conflicts=True, unique_fields=["account", "day"], update_fields=COLUMNS
    )  # fmt: skip
    AccountHealth.objects.bulk_create(
        newest, update_conflicts=True, unique_fields=["account"], update_fields=[*COLUMNS, "trend"]
    )


def _columns(health: Health, evidence: Evidence, now: datetime) -> dict[str, object]:
    return {
        "score": health.score, "band": health.band, "confidence": health.confidence, "weighted": health.weighted,
        "evidence": evidence, "at": now,
    }  # fmt: skip


def _before(account_ids: Collection[int]) -> Mapping[int, Evidence]:
    rows = AccountHealth.objects.filter(account__in=account_ids)
    return dict(rows.values_list("account_id", "evidence"))


def _trends(account_ids: Collection[int], day: date) -> Mapping[int, list[int | None]]:
    """Return the scores of the weeks before a day, oldest first, None where there is none."""
    weeks = [day - WEEK * back for back in range(WEEKS, 0, -1)]
    rows = HealthDay.objects.filter(account__in=account_ids, day__in=weeks).values_list("account_id", "day", "score")
    found: dict[int, list[int | None]] = {}
    for account_id, on, score in rows:
        found.setdefault(account_id, [None] * WEEKS)[weeks.index(on)] = score
    return found


def _drop_others(account_ids: Collection[int]) -> None:
    """Remove the newest health of accounts that have no work any more. Their days stay."""
    AccountHealth.objects.exclude(account__in=account_ids).delete()
