"""A client's requests within a retainer, with their time in a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agency.queries import agency_day, agency_midnight
from amity.agreements.models import Agreement
from amity.retainers.models import CallOff
from amity.retainers.pace.queries import COUNTED
from amity.retainers.periods.ledger_to_date import LedgerToDate
from amity.retainers.spans.rules import Span
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets.models import Entry

SOON_DAYS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A retainer request: planned and used in total, used in this period, and its state.

    `state` is a code: dropped, over, done, late, to_go, on_time, can_wait. `by` is the contact who made it.
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


def call_offs_in(ledger: LedgerToDate, span: Span, as_of: date) -> list[Asked]:
    """Return the call-offs requested by the end of a period and not finished before it began, open ones first."""
    rows = list(
        CallOff.objects.filter(agreement=ledger.agreement, asked_on__lte=span.last)
        .filter(Q(item__finished_at=None) | Q(item__finished_at__gte=agency_midnight(span.first)))
        .select_related("item", "contact")
        .order_by("number")
    )
    used = _used([row.item_id for row in rows], ledger.terms_on(span.first), span, as_of)
    found = [_asked(row, *used.get(row.item_id, (0, 0)), span, as_of) for row in rows]
    return sorted(found, key=lambda one: (one.closed, one.wanted_on is None, one.wanted_on or as_of, one.number))


def call_offs_of(agreement: Agreement) -> QuerySet[CallOff]:
    """Return the requests within a retainer."""
    return CallOff.objects.filter(agreement=agreement).select_related("item")


def call_off_of(agreement: Agreement, request_id: int) -> CallOff:
    """Return one call-off of a retainer, or raise `NotSeen`."""
    return seen_or_missing(call_offs_of(agreement), request_id, _("Request not found."))


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


def _asked(row: CallOff, used: int, in_period: int, span: Span, as_of: date) -> Asked:
    closed = row.item.finished_at is not None and agency_day(row.item.finished_at) <= span.last
    planned = row.item.planned_seconds
    return Asked(
        row.pk, row.number, row.item.title, row.item.line_id or 0, row.contact.name if row.contact else "",
        row.asked_on, row.wanted_on, planned, used, in_period, closed, _state(row, closed, used, as_of),
        row.contact,
    )  # fmt: skip


def _state(row: CallOff, closed: bool, used: int, as_of: date) -> str:
    planned = row.item.planned_seconds
    if closed and row.dropped_on is not None:
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
    return "to_go" if planned and used < planned and days <= SOON_DAYS else "on_time"
