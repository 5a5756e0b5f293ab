"""The demo agency's health: calculated for each of the last 90 mornings from what was known then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final

from django.utils import timezone

from amity.accounts.demo import Heard, account_named, evidence
from amity.accounts.models import Account, Contact
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.rules import ALIGNED
from amity.health.facts.rules import Money
from amity.health.measures.money import money_of
from amity.health.measures.queries import facts_of
from amity.health.snapshots.commands import WITHOUT_HEALTH, store
from amity.health.weights.queries import numbers_in_force
from amity.portal.pulse.models import Pulse
from amity.portal.pulse.rules import quarter_of
from amity.shared.dates.periods import month_of
from amity.shared.stories import Crew, ago, rows

TABLES: Final = Path(__file__).with_suffix(".toml")
DAYS: Final = 90
MORNING: Final = time(6)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a contact answered to *How are we doing?*, some days ago."""

    contact: str
    days_ago: int
    work: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """An expectation that the client named and confirmed some days ago."""

    account: str
    statement: str
    kind: str
    contact: str
    days_ago: int
    where: str
    words: str


def story(crew: Crew, *, now: datetime) -> None:
    """Tell what clients answered and confirmed, then store the health of every account for each of 90 mornings."""
    for answer in rows(TABLES, Answered, "answers"):
        _answer(answer, now)
    for one in rows(TABLES, Aligned, "aligned"):
        _align(crew, one, now)
    _store_mornings(now)


def _answer(answer: Answered, now: datetime) -> None:
    contact, at = Contact.objects.get(name=answer.contact), ago(now, answer.days_ago)
    Pulse.objects.create(
        account_id=contact.account_id, contact=contact, quarter=quarter_of(at.date()), work=answer.work, sent_at=at
    )


def _align(crew: Crew, one: Aligned, now: datetime) -> None:
    by, at = crew.managing(one.account), ago(now, one.days_ago)
    heard = evidence(Heard(one.contact, one.days_ago, one.where, one.words), now)
    fields = ExpectationFields(statement=one.statement, kind=one.kind, evidence=heard)
    made = expectations.record_expectation(by=by, account_id=account_named(one.account).pk, fields=fields, now=at)
    move = Move(ALIGNED, evidence=heard)
    expectations.move_expectation(by=by, expectation_id=made.pk, version=made.version, move=move, now=at)


def _store_mornings(now: datetime) -> None:
    """Calculate each morning from what was known then, with the money of the months before."""
    numbers, money = numbers_in_force(), dict[int, Mapping[int, Money]]()
    ids = list(Account.objects.exclude(status__in=WITHOUT_HEALTH).order_by("pk").values_list("pk", flat=True))
    today = timezone.localdate(now)
    for back in range(DAYS, -1, -1):
        day = today - timedelta(days=back)
        at = min(datetime.combine(day, MORNING, timezone.get_current_timezone()), now)
        month = month_of(day)
        if month not in money:
            money[month] = money_of(ids, day)
        store(facts_of(ids, at, numbers, money=money[month]), at, numbers)
