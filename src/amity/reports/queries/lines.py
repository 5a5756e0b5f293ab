"""Lines of agreements as the findings need them: plan at signing and now, time used, first and last day, finished."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Min, Sum
from django.utils import timezone

from amity.agreements.models import AgreementLine
from amity.lines.models import Terms
from amity.profitability.rules.quoted import LineTerms, LineUse, Source, current, quoted
from amity.reports.queries.scope import Scope, entries_in
from amity.shared.money import Rate
from amity.timesheets.models import WorkMonth

HOUR = 3600
SOURCES: dict[str, Source] = {"estimate": "estimate", "agreement": "agreement", "change_order": "change_order"}


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line with its label, agreement, use, price in force and planned cost; asked "not yet" on a day, or never."""

    label: str
    agreement_id: int
    use: LineUse
    price: Rate | None
    planned_cost: int | None
    finished_on: date | None
    not_yet_on: date | None


@dataclass(slots=True)
class _Days:
    seconds: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    first: dict[int, date] = field(default_factory=dict)
    last: dict[int, date] = field(default_factory=dict)


def lines_by_agreement(scope: Scope, on: date) -> dict[int, list[LineFacts]]:
    """The lines of every agreement in a scope as they stand on a day. Four queries, however many lines there are."""
    signed = {project.agreement_id: project.agreement for project in scope.projects.values() if project.agreement}
    placed = AgreementLine.objects.filter(agreement__in=list(signed)).select_related("line").order_by("pk")
    placements = list(placed)
    rows = _terms([one.line_id for one in placements])
    used = _used(scope, [one.line_id for one in placements])
    found: defaultdict[int, list[LineFacts]] = defaultdict(list)
    for one in placements:
        agreement = signed[one.agreement_id]
        terms = rows.get(one.line_id, [])
        now = current(terms, agreement.signed_on, on)
        then = quoted(terms, agreement.signed_on)
        use = LineUse(
            one.line_id,
            then.planned_seconds if then else 0,
            now.planned_seconds if now else 0,
            used.seconds[one.line_id],
            finished=one.line.finished_at is not None,
            first_on=used.first.get(one.line_id),
            last_on=used.last.get(one.line_id),
        )
        found[one.agreement_id].append(
            LineFacts(
                str(one.line),
                one.agreement_id,
                use,
                now.rate if now else None,
                now.planned_cost if now else None,
                day_of(one.line.finished_at),
                one.line.asked_not_yet_on,
            )
        )
    return found


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment in the present time zone."""
    return timezone.localdate(moment) if moment else None


def one_price(lines: list[LineFacts]) -> Rate | None:
    """The price of an hour that all lines share, or None."""
    prices = {line.price for line in lines}
    return prices.pop() if len(prices) == 1 else None


def _terms(line_ids: list[int]) -> Mapping[int, list[LineTerms]]:
    found: defaultdict[int, list[LineTerms]] = defaultdict(list)
    for row in Terms.objects.filter(line__in=line_ids).order_by("valid_from", "pk"):
        hours = int(row.quantity * HOUR) if row.quantity is not None and row.unit == "hour" else 0
        planned = row.planned_seconds if row.planned_seconds is not None else hours
        rate = Rate(row.rate, row.currency) if row.rate is not None and row.unit == "hour" and row.currency else None
        source = SOURCES.get(row.source, "agreement")
        found[row.line_id].append(LineTerms(row.valid_from, planned, source, row.signed_on, rate, row.planned_cost))
    return found


def _used(scope: Scope, line_ids: list[int]) -> _Days:
    days = _Days()
    if not line_ids:
        return days
    sums = WorkMonth.objects.filter(line_id__in=line_ids).values("line_id").annotate(seconds_used=Sum("seconds"))
    for row in sums.order_by():
        days.seconds[row["line_id"]] = row["seconds_used"]
    spans = entries_in(scope).filter(line__in=line_ids).values("line_id")
    for span in spans.annotate(first=Min("work_date"), last=Max("work_date")).order_by():
        days.first[span["line_id"]], days.last[span["line_id"]] = span["first"], span["last"]
    return days
