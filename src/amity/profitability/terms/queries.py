"""Load agreements, plans and progress as the rules' input."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from amity.agency.queries import agency_day
from amity.agreements.fees.rules import with_orders
from amity.agreements.models import Agreement
from amity.expenses.reads import ExpenseSum
from amity.profitability.books.records import (
    AgreementRecord,
    LineRecord,
    Lines,
    MilestoneRecord,
    PlacedLine,
    ProjectRecord,
    TermsRecord,
    lines_of,
    milestones_of,
)
from amity.profitability.deals.rules import Deal
from amity.profitability.finished_items.rules import work_finished_on
from amity.profitability.lines.rules import LineTerms, Source, current, quoted
from amity.profitability.measures.rules import MonthRow, by_month
from amity.profitability.spending.queries import billed
from amity.profitability.terms.rules import (
    NO_MONTHS,
    NO_PROGRESS,
    AgreementTerms,
    History,
    Milestone,
    PercentStated,
    Progress,
)
from amity.projects.models import Milestone as MilestoneRow
from amity.projects.models import Project
from amity.retainers.terms.rules import NO_FACTS, Facts
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo
from amity.shared.dates.periods import last_day
from amity.shared.money import Rate
from amity.shared.numbers import LARGEST, whole_number

ENDED = frozenset({"delivered", "closed"})
"""States in which a project's work is done."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with its quoted and current terms, None if it has no terms at all."""

    line: LineRecord
    number: str
    quoted: LineTerms | None
    current: LineTerms | None
    discipline: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The lines of an agreement in order of their number. Equal to itself alone, for results cached by it."""

    lines: tuple[PlannedLine, ...] = ()

    @property
    def seconds(self) -> int | None:
        """Planned time of all lines, or None without any."""
        return sum(row.current.planned_seconds for row in self.lines if row.current) or None

    @property
    def cost(self) -> int | None:
        """Planned cost, or None unless every planned line has one."""
        current = [row.current for row in self.lines if row.current and row.current.planned_seconds]
        costs = [row.planned_cost for row in current if row.planned_cost is not None]
        return sum(costs) if costs and len(costs) == len(current) else None


NO_PLAN = Plan()
PLANS: Memo[tuple[Lines, date | None, date], Plan] = Memo(2_048)
"""The plan of an agreement, by its lines with their terms, the day it was signed, and the date."""
HISTORIES: Memo[tuple[object, ...], History] = Memo(2_048)
"""The history of an agreement, by the rows of its projects, its progress, units and expenses."""
ALL_PLANS: Memo[tuple[object, ...], Mapping[int, Plan]] = Memo(8)
"""The plans of all agreements of a page, by all that each follows from."""


def plans(
    agreements: Mapping[int, Agreement | AgreementRecord], on: date, *, whole: bool = False
) -> Mapping[int, Plan]:
    """Return the plan of each agreement on a date, in one query. `whole`: they are nearly all there are."""
    found = lines_of(agreements, whole=whole)
    signed = tuple([agreements[key].signed_on for key in found])
    material = (tuple(found), Identical(found.values()), signed, on)
    return ALL_PLANS.get(
        material, lambda: {key: plan_of(lines, agreements[key].signed_on, on) for key, lines in found.items()}
    )


def plan_of(lines: Lines, signed_on: date | None, on: date) -> Plan:
    """Return the plan of an agreement on a date."""
    return PLANS.get((lines, signed_on, on), lambda: _plan_of(lines, signed_on, on))


def _plan_of(lines: Lines, signed_on: date | None, on: date) -> Plan:
    planned = (_planned(one, signed_on, on) for one in lines)
    return Plan(tuple(sorted(planned, key=lambda row: _natural(row.number))))


def _planned(placed: PlacedLine, signed_on: date | None, on: date) -> PlannedLine:
    taken = [line_terms(row) for row in placed.terms]
    named = [row.discipline for row in placed.terms if row.discipline]
    return PlannedLine(
        placed.line,
        placed.number,
        quoted(taken, signed_on),
        current(taken, signed_on, on),
        named[-1] if named else "",
    )


def line_terms(row: TermsRecord) -> LineTerms:
    """Return a row of terms for the rules. Prices of a whole line or a unit are left out: they aren't hourly rates."""
    source: Source = "change_order" if row.source == "change_order" else "agreement"
    rate = Rate(row.rate, row.currency) if row.rate is not None and row.unit == "hour" and row.currency else None
    return LineTerms(row.valid_from, row.planned_seconds or 0, source, row.signed_on, rate, row.planned_cost)


def milestones(project_ids: Iterable[int]) -> dict[int, list[MilestoneRecord]]:
    """Return milestones by project."""
    found: defaultdict[int, list[MilestoneRecord]] = defaultdict(list)
    for row in milestones_of(MilestoneRow.objects.filter(project_id__in=list(project_ids)).order_by("due_on", "id")):
        found[row.project_id].append(row)
    return dict(found)


def deal(
    agreement: Agreement | AgreementRecord,
    projects: Sequence[Project | ProjectRecord],
    rows: Mapping[int, Sequence[MonthRow]],
    plan: Plan,
    promised: Mapping[int, Sequence[MilestoneRecord]],
    today: date,
    expenses: Mapping[int, Sequence[ExpenseSum]],
    extras: Facts = NO_FACTS,
) -> Deal:
    """Return an agreement with all its projects as the rules' input."""
    own_expenses = {project.pk: billed(expenses.get(project.pk, ()), agreement.currency) for project in projects}
    history = _history(
        Identical(rows.get(project.pk) or () for project in projects),
        _progress(projects, rows, plan, promised, today) if agreement.fee_model == "fixed" else NO_PROGRESS,
        extras.units,
        _added(amounts for amounts, _missing in own_expenses.values()),
        _added(missing for _amounts, missing in own_expenses.values()),
    )
    if len(projects) == 1:
        by_project = {projects[0].pk: history.months}
    else:
        by_project = {project.pk: by_month(rows.get(project.pk, ())) for project in projects}
    stays = {key: amounts for key, (amounts, _missing) in own_expenses.items() if amounts}
    return Deal(agreement.pk, agreement_terms(agreement, plan, extras), history, by_project, stays)


def _history(rows: Identical, progress: Progress, *by_month: Mapping[int, int]) -> History:
    """Return the history of an agreement, the same for all that calculate with it."""
    key = (rows, progress, *(tuple(one.items()) for one in by_month))
    every = chain.from_iterable(rows)
    return HISTORIES.get(key, lambda: History(_gathered(every), progress, *(one or NO_MONTHS for one in by_month)))


def _progress(
    projects: Sequence[Project | ProjectRecord],
    rows: Mapping[int, Sequence[MonthRow]],
    plan: Plan,
    promised: Mapping[int, Sequence[MilestoneRecord]],
    today: date,
) -> Progress:
    months = [row.month for project in projects for row in rows.get(project.pk, ())]
    known = min(last_day(max(months)), today) if months else today
    own = [row for project in projects for row in promised.get(project.pk, ())]
    has_finished = any(row.line.finished_at is not None for row in plan.lines)
    return Progress(_finished_on(projects, rows, plan), _percent(projects, known), _weighed(own), has_finished)


def agreement_terms(agreement: Agreement | AgreementRecord, plan: Plan, extras: Facts = NO_FACTS) -> AgreementTerms:
    """Return an agreement's terms with the plan of its lines, and its retainer or block terms."""
    a = agreement
    fee, cap = with_orders(a.fee_model, a.fee, a.cap, a.price_change)
    return AgreementTerms(
        fee_model=a.fee_model,  # type: ignore[arg-type]
        currency=a.currency,
        starts_on=a.starts_on,
        ends_on=a.ends_changed or a.ends_on,
        signed_on=a.signed_on,
        fee=fee,
        discount=a.discount,
        cap=cap,
        included_seconds=a.included_seconds,
        included_units=a.included_units,
        unit_price=a.unit_price,
        bought_seconds=a.bought_seconds,
        overage=Rate(a.overage_rate, a.currency) if a.overage_rate is not None else None,
        counted=a.counted,  # type: ignore[arg-type]
        planned_seconds=plan.seconds or (a.included_seconds if a.fee_model == "fixed" else None),
        planned_cost=plan.cost,
        completion_basis=a.completion_basis,  # type: ignore[arg-type]
        extras=extras,
    )


def _added(months: Iterable[Mapping[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in months:
        for month, amount in one.items():
            found[month] = found.get(month, 0) + amount
    return found


def _gathered(rows: Iterable[MonthRow]) -> tuple[MonthRow, ...]:
    """Return rows of the same month and currency as one, since revenue is calculated at many months' ends."""
    found: dict[tuple[int, str], MonthRow] = {}
    for row in rows:
        key = (row.month, row.sums.value_currency)
        found[key] = MonthRow(row.month, found[key].sums + row.sums) if key in found else row
    return tuple(found[key] for key in sorted(found))


def _finished_on(
    projects: Sequence[Project | ProjectRecord], rows: Mapping[int, Sequence[MonthRow]], plan: Plan
) -> date | None:
    """Return the date all lines were marked as finished, or all projects had ended, whichever was first."""
    ticked = [agency_day(row.line.finished_at) if row.line.finished_at else None for row in plan.lines]
    ends = [_ended_on(project, rows.get(project.pk, ())) for project in projects]
    days = [day for day in ends if day is not None]
    return work_finished_on(ticked, max(days) if days and len(days) == len(ends) else None)


def _ended_on(project: Project | ProjectRecord, rows: Sequence[MonthRow]) -> date | None:
    """Return when a delivered or closed project ended: its own end, or the end of its last month with time."""
    if project.status not in ENDED:
        return None
    return project.ends_on or (last_day(max(row.month for row in rows)) if rows else agency_day(project.opened_at))


def _percent(projects: Sequence[Project | ProjectRecord], known: date) -> tuple[PercentStated, ...]:
    """Return percent complete on the last known day if there is exactly one project and it has one."""
    stated = [project.percent_complete for project in projects]
    if len(stated) != 1 or stated[0] is None:
        return ()
    return (PercentStated(known, stated[0] * 100),)


def _weighed(rows: Sequence[MilestoneRecord]) -> tuple[Milestone, ...]:
    """Return milestones weighted by their share of the fee, or equally if none has one."""
    shares = any(row.share for row in rows)
    return tuple(Milestone(row.name, (row.share or 0) if shares else 1, row.delivered_on) for row in rows)


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts 2 before 10, and 1.2 before 1.10."""
    pieces = number.replace("-", ".").split(".")
    read = [(whole_number(piece), piece) for piece in pieces]
    return tuple((LARGEST, piece) if number is None else (number, "") for number, piece in read)
