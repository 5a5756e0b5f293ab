"""A client's requests within a retainer, with their time in a period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery, Sum

from amity.accounts.models import Contact
from amity.agency.queries import agency_day, agency_midnight
from amity.projects.models import WorkItem
from amity.retainers.pace.queries import COUNTED
from amity.retainers.periods.ledger_to_date import LedgerToDate
from amity.retainers.spans.rules import Span
from amity.retainers.terms.rules import PeriodTerms
from amity.scope import rules
from amity.scope.models import Request
from amity.scope.requests.queries import requests_of
from amity.shared.rows.prepared import one_of
from amity.timesheets.models import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """A retainer request: planned and used in total, used in this period, and its state.

    `state` is a code: dropped, over, done, late, to_go, on_time, can_wait. `by` is the contact who made it, `item_id`
    the work item that its time is logged on, and `used_until` the last day that is counted.
    """

    id: int
    number: int
    title: str
    line_id: int
    contact: str
    asked_on: date
    wanted_on: date | None
    planned: int | None
    used: int
    in_period: int
    closed: bool
    state: str
    by: Contact | None = None
    item_id: int = 0
    used_until: date | None = None

    @property
    def planned_in_period(self) -> int | None:
        """The part of its plan that earlier periods left to this one, None without a plan."""
        earlier = self.used - self.in_period
        return None if self.planned is None else max(self.planned - earlier, 0)

    @property
    def to_go(self) -> int:
        """The part of its plan still to be worked."""
        return 0 if self.closed else max((self.planned or 0) - self.used, 0)

    @property
    def past_plan(self) -> bool:
        """Return whether it is open with its plan used up, so that the time to go is unknown."""
        return not self.closed and bool(self.planned) and not self.to_go

    @property
    def over(self) -> int:
        """The time worked above its plan."""
        return max(self.used - self.planned, 0) if self.planned is not None else 0


def requests_in(ledger: LedgerToDate, span: Span, as_of: date) -> list[Asked]:
    """Return the requests made by the end of a period and not finished before it began, open ones first."""
    rows = list(
        requests_of(ledger.agreement)
        .filter(asked_on__lte=span.last)
        .filter(Q(item__finished_at=None) | Q(item__finished_at__gte=agency_midnight(span.first)))
        .select_related("item", "contact")
        .order_by("number")
    )
    items = {row.pk: row.item for row in rows if row.item is not None}
    used = _used([item.pk for item in items.values()], ledger.terms_on(span.first), span, as_of)
    found = [_asked(row, items[row.pk], *used.get(items[row.pk].pk, (0, 0)), span, as_of) for row in rows]
    return sorted(found, key=lambda one: (one.closed, one.wanted_on is None, one.wanted_on or as_of, one.number))


def due_by_end(ledgers: Iterable[LedgerToDate], as_of: date) -> Mapping[int, int]:
    """Return the seconds that open requests due by the end of the running period still need, by agreement."""
    running = {one.agreement.pk: one.periods[-1] for one in ledgers if one.periods and _counts_hours(one)}
    if not running:
        return {}
    last = max(period.span.ends_on for period in running.values())
    open_rows = Request.objects.filter(item__finished_at=None, item__planned_seconds__gt=0)
    rows = open_rows.filter(one_of("agreement_id", running))
    read = rows.filter(wanted_on__lte=last).order_by().values_list("agreement_id", "wanted_on", "item__planned_seconds")
    found: dict[int, int] = {}
    for agreement, day, planned, *used in read.annotate(**_used_by_rule(as_of)):
        period = running[agreement]
        if day <= period.span.ends_on:
            spent = dict(zip(COUNTED, used, strict=True))[period.terms.counted] or 0
            found[agreement] = found.get(agreement, 0) + max(planned - spent, 0)
    return found


def _counts_hours(ledger: LedgerToDate) -> bool:
    period = ledger.periods[-1]
    return period.open and period.terms.kind == "hours" and ledger.agreement.fee_model != "prepaid"


def _used_by_rule(as_of: date) -> dict[str, Subquery]:
    """Return the columns of a request with the seconds used on its item, one for each counting rule."""
    entries = Entry.objects.filter(item=OuterRef("item"), work_date__lte=as_of).order_by().values("item")
    return {
        f"of_{rule}": Subquery(entries.annotate(used=Sum("seconds", filter=counted)).values("used"))
        for rule, counted in COUNTED.items()
    }


def _used(items: list[int], terms: PeriodTerms | None, span: Span, as_of: date) -> Mapping[int, tuple[int, int]]:
    """Return counted seconds of work items, in total and in the period, by the retainer's counting rule."""
    inside = Q(work_date__range=(span.first, span.last))
    counts = COUNTED[terms.counted] if terms and terms.kind == "hours" else Q()
    found = Entry.objects.filter(counts, item_id__in=items, work_date__lte=min(as_of, span.last))
    rows = found.order_by().values_list("item_id")
    return {
        item: (total, within or 0)
        for item, total, within in rows.annotate(all=Sum("seconds"), within=Sum("seconds", filter=inside))
    }


def _asked(row: Request, item: WorkItem, used: int, in_period: int, span: Span, as_of: date) -> Asked:
    closed = item.finished_at is not None and agency_day(item.finished_at) <= span.last
    planned = item.planned_seconds
    return Asked(
        row.pk, row.number or 0, item.title, item.line_id or 0, row.contact.name if row.contact else "",
        row.asked_on, row.wanted_on, planned, used, in_period, closed, _state(row, planned, closed, used, as_of),
        row.contact, item.pk, min(as_of, span.last),
    )  # fmt: skip


def _state(row: Request, planned: int | None, closed: bool, used: int, as_of: date) -> str:
    if closed and row.outcome == rules.NOT_NEEDED:
        return "dropped"
    if not closed and row.wanted_on is not None and row.wanted_on < as_of:
        return "late"
    if planned is not None and used > planned:
        return "over"
    if closed:
        return "done"
    if row.wanted_on is None:
        return "can_wait"
    days = (row.wanted_on - as_of).days
    return "to_go" if planned and used < planned and days <= rules.SOON_DAYS else "on_time"
