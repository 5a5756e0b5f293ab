"""Apply current cost rates to time already logged: in chunks, recorded in the audit log, in open months only."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import first_day, last_day, month_of, months_between
from amity.shared.refs import Ref
from amity.timesheets import months, policy
from amity.timesheets.models import Entry, Month
from amity.timesheets.pricing import PriceList
from amity.timesheets.rerating.queries import Range
from amity.timesheets.sums import rollups

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Rerated:
    """The result of a re-rating: entries checked, entries changed, and the closed months that were skipped."""

    looked_at: int
    changed: int
    closed_months: tuple[int, ...]


def rerate(
    *,
    by: Actor,
    first: date,
    last: date,
    now: datetime,
    unpriced_only: bool = False,
    people: Collection[int] = (),
    discipline_id: int | None = None,
    tell: Callable[[int], None] = lambda done: None,
) -> Rerated:
    """Give entries from `first` to `last` the cost rate of their date. Costs from a file are unchanged.

    `people` and `discipline_id` limit it to someone's time. Without either it is everyone's. Each chunk of at most
    2,000 entries of one month is its own transaction, so that other writers don't wait. Running it again changes only
    what is left. `tell` is called with the number of entries done.
    """
    policy.may_rerate(person_of(by)).or_refuse()
    looked_at = changed = 0
    closed: list[int] = []
    for month in months_between(month_of(first), month_of(last)):
        if Month.objects.filter(pk=month, locked_at__isnull=False).exists():
            closed.append(month)
            continue
        span = (max(first, first_day(month)), min(last, last_day(month)))
        for ids in _chunks(Range(*span, unpriced_only, tuple(people), discipline_id)):
            changed += _rerate_chunk(by=by, ids=ids, month=month, now=now)
            looked_at += len(ids)
            tell(looked_at)
    return Rerated(looked_at, changed, tuple(closed))


@command
def _rerate_chunk(*, by: Actor, ids: list[int], month: int, now: datetime) -> int:
    months.hold_open(first_day(month))
    prices, deltas, changed = PriceList(), [], []
    for entry in Entry.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)):
        before, cost = rollups.measures(entry), (entry.cost, entry.cost_rate_id, entry.cost_currency)
        prices.put_cost_on(entry)
        if cost != (entry.cost, entry.cost_rate_id, entry.cost_currency):
            deltas.append(rollups.change(before, rollups.measures(entry)))
            changed.append(entry)
    if changed:
        Entry.objects.bulk_update(changed, ["cost", "cost_rate", "cost_currency"], batch_size=500)
        detail = {"month": month, "entries": len(changed), "first": changed[0].pk, "last": changed[-1].pk}
        trail.record("entries.rerated", subject=Ref("timesheets.month", month), by=by, at=now, changes=detail)
        rollups.add_all(deltas)
    return len(changed)


def _chunks(span: Range) -> Iterator[list[int]]:
    after = 0
    while True:
        ids = list(span.entries().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not ids:
            return
        yield ids
        after = ids[-1]
