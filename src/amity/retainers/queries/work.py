"""What a period's time went into: the lines of the agreement, and the client's call-offs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from amity.agreements.lines.queries import lines_of
from amity.retainers.models import CallOff
from amity.retainers.queries.days import COUNTED
from amity.retainers.queries.standing import Standing
from amity.retainers.rules.periods import Span
from amity.retainers.rules.reckoning import Period, counted
from amity.retainers.rules.terms import PeriodTerms
from amity.timesheets.models import Entry
from amity.timesheets.reads import line_months

SOON_DAYS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A call-off: planned and used in all, used in this period, and how it stands.

    `state` is a code: dropped, over, done, late, to_go, on_time, can_wait.
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

    @property
    def to_go(self) -> int:
        """What of its plan is still to be worked."""
        return 0 if self.closed else max((self.planned or 0) - self.used, 0)

    @property
    def past_plan(self) -> bool:
        """Whether it is open with its plan used up: what is to go is then unknown."""
        return not self.closed and bool(self.planned) and not self.to_go

    @property
    def over(self) -> int:
        """What was worked above its plan."""
        return max(self.used - self.planned, 0) if self.planned is not None else 0


@dataclass(frozen=True, slots=True)
class LineUse:
    """A line in one period, in seconds: planned (None without a plan), used, and planned to go.

    With `past_plan` more is to go than is known: a call-off on it is open with its plan used up.
    """

    id: int
    number: str
    title: str
    planned: int | None
    used: int
    to_go: int
    past_plan: bool = False

    @property
    def difference(self) -> int | None:
        """What it needs above its plan, below 0 where less."""
        return None if self.planned is None else self.used + self.to_go - self.planned

    @property
    def share(self) -> int | None:
        """Used as a share of planned, in percent."""
        return round(100 * self.used / self.planned) if self.planned else None


def call_offs_of(standing: Standing, span: Span, as_of: date) -> list[Asked]:
    """The call-offs of a period: asked for by its end, and not over before it began; open ones first."""
    rows = list(
        CallOff.objects.filter(agreement=standing.agreement, asked_on__lte=span.last)
        .filter(Q(item__finished_at=None) | Q(item__finished_at__date__gte=span.first))
        .select_related("item", "contact")
        .order_by("number")
    )
    used = _used([row.item_id for row in rows], standing.terms_on(span.first), span, as_of)
    found = [_asked(row, *used.get(row.item_id, (0, 0)), span, as_of) for row in rows]
    return sorted(found, key=lambda one: (one.closed, one.wanted_on is None, one.wanted_on or as_of, one.number))


def lines_in(standing: Standing, period: Period, asked: Sequence[Asked]) -> list[LineUse]:
    """The lines of the agreement in a period; time and call-offs on no line stand last."""
    used: defaultdict[int, int] = defaultdict(int)
    for row in line_months(standing.projects, through=period.span.months[-1]):
        if row.month in period.span.months:
            used[row.line_id] += counted(period.terms, row.sums)
    to_go, planned = _by_line(asked)
    past = {one.line_id for one in asked if one.past_plan and one.state != "dropped"}
    found = []
    for placed in lines_of(standing.agreement, period.span.last):
        own = placed.terms.current.planned_seconds if placed.terms.current else None
        key = placed.line.pk
        plan = own if own is not None else planned.get(key)
        times = (plan, used.pop(key, 0), to_go.pop(key, 0), key in past)
        found.append(LineUse(key, placed.number, placed.line.title, *times))
    rest, left = sum(used.values()), sum(to_go.values())
    if rest or left:
        found.append(LineUse(0, "", "", planned.get(0), rest, left, 0 in past))
    return found


def _by_line(asked: Iterable[Asked]) -> tuple[dict[int, int], dict[int, int]]:
    to_go: defaultdict[int, int] = defaultdict(int)
    planned: defaultdict[int, int] = defaultdict(int)
    for one in asked:
        if one.state != "dropped" and one.planned is not None:
            planned[one.line_id] += one.planned
            to_go[one.line_id] += one.to_go
    return dict(to_go), dict(planned)


def _used(items: list[int], terms: PeriodTerms | None, span: Span, as_of: date) -> Mapping[int, tuple[int, int]]:
    """Counted seconds of work items, in all and in the period: of what counts, as the lines and the period do."""
    inside = Q(work_date__range=(span.first, span.last))
    counts = COUNTED[terms.counted] if terms and terms.kind == "hours" else Q()
    found = Entry.objects.filter(counts, item_id__in=items, work_date__lte=min(as_of, span.last))
    rows = found.order_by().values_list("item_id")
    return {
        item: (total, within or 0)
        for item, total, within in rows.annotate(all=Sum("seconds"), within=Sum("seconds", filter=inside))
    }


def _asked(row: CallOff, used: int, in_period: int, span: Span, as_of: date) -> Asked:
    closed = row.item.finished_at is not None and row.item.finished_at.date() <= span.last
    planned = row.item.planned_seconds
    return Asked(
        row.pk, row.number, row.item.title, row.item.line_id or 0, row.contact.name if row.contact else "",
        row.asked_on, row.wanted_on, planned, used, in_period, closed, _state(row, closed, used, as_of),
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
