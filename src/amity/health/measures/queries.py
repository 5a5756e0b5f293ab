"""Read all that is known of accounts, as it was at a moment. The number of queries doesn't follow that of accounts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db.models import FilteredRelation, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from amity.health.facts.rules import Approvals, Facts, Goals, Money, Payment
from amity.health.measures.answers import approvals_of
from amity.health.measures.expected import expectations_of
from amity.health.measures.money import money_of
from amity.health.measures.people import key_contacts, people_of, sponsors_left, words_of
from amity.health.rules import FEEDBACK, WELL, Numbers
from amity.invoicing.queries import paying_of
from amity.monitoring.models import RegisterEntry
from amity.monitoring.rules import CLOSED, ISSUE, ROADBLOCK
from amity.strategy.models import Goal
from amity.strategy.rules import LATE_READING_DAYS, RUNNING, Read, progress_state

BLOCKERS: Final = (ISSUE, ROADBLOCK)


def facts_of(
    account_ids: Collection[int], now: datetime, numbers: Numbers, *, money: Mapping[int, Money] | None = None
) -> Mapping[int, Facts]:
    """Return all that is known of accounts at a moment. `money` is given where it was read already."""
    today = timezone.localdate(now)
    people, expected = people_of(account_ids, now), expectations_of(account_ids, now)
    contacts, words = key_contacts(people, now), words_of(people, now, numbers.ages[FEEDBACK])
    approvals, goals, left = approvals_of(account_ids, now), _goals(account_ids, today), sponsors_left(people)
    known_money = money_of(account_ids, today) if money is None else money
    payments, issues = _payments(account_ids, today), _issues(account_ids)
    return {
        pk: Facts(
            day=today, expectations=expected[pk], money=known_money.get(pk), contacts=contacts.get(pk, ()),
            words=words.get(pk, ()), approvals=approvals.get(pk, Approvals()), goals=goals.get(pk, Goals()),
            payment=payments.get(pk), sponsor_left=pk in left, issues=issues[pk],
        )
        for pk in account_ids
    }  # fmt: skip


def _payments(account_ids: Collection[int], today: date) -> Mapping[int, Payment]:
    """Return how accounts pay, where their invoices were imported."""
    found = paying_of(account_ids, today)
    return {pk: Payment(one.days_late, one.overdue, one.invoices, one.as_of) for pk, one in found.items()}


def _issues(account_ids: Collection[int]) -> Counter[int]:
    """Return how many issues and roadblocks are open by account."""
    there = Q(account__in=account_ids) | Q(account=None, project__account__in=account_ids)
    rows = RegisterEntry.objects.filter(there, kind__in=BLOCKERS).exclude(state=CLOSED)
    return Counter(rows.values_list(Coalesce("account_id", "project__account_id"), flat=True))


def _goals(account_ids: Collection[int], today: date) -> Mapping[int, Goals]:
    """Return how many running goals are on track, of those whose state is known."""
    rows = Goal.objects.filter(account__in=account_ids, state=RUNNING, begun_on__lte=today).annotate(
        read=FilteredRelation("readings", condition=Q(readings__read_on__lte=today))
    )
    read_of: dict[tuple[Any, ...], list[Read]] = {}
    for *goal, on, value in rows.order_by("-read__read_on").values_list(
        "pk", "account_id", "baseline", "target", "target_on", "begun_on", "read__read_on", "read__value"
    ):
        read = read_of.setdefault(tuple(goal), [])
        if on is not None:
            read.append(Read(on, value))
    found: defaultdict[int, list[tuple[str, date | None, bool]]] = defaultdict(list)
    for (_pk, account_id, baseline, target, target_on, begun_on), read in read_of.items():
        newest = read[0].on if read else None
        late = newest is None or (today - newest).days > LATE_READING_DAYS
        state = progress_state(baseline, target, target_on, begun_on, read, today)
        found[account_id].append((state, newest, late))
    return {
        key: Goals(
            on_track=sum(state == WELL for state, _on, _late in own),
            read=sum(bool(state) for state, _on, _late in own),
            late=sum(late for _state, _on, late in own),
            newest=max((on for state, on, _late in own if state and on is not None), default=None),
        )
        for key, own in found.items()
    }
