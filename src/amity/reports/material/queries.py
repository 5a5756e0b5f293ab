"""The findings' input, as one actor may see it: a fixed number of queries, however much work there is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final

from django.db.models import QuerySet

from amity.agency.models import Agency, CostRate
from amity.agency.queries import agency as own_agency
from amity.agency.rates.queries import exchange_rates
from amity.agency.rules import AVERAGE, DISCIPLINE, effective_level
from amity.expenses.reads import ExpenseSum, expense_months
from amity.people.models import Discipline
from amity.profitability.books.load import monthly_rates, worked
from amity.profitability.books.records import LineRecord
from amity.profitability.conversion.rules import added
from amity.profitability.figures.rules import unknown
from amity.profitability.measures.rules import Worked, total
from amity.profitability.terms import queries as terms
from amity.reports.material import agreements, entries, lines, memos
from amity.reports.material.rules import AccountFacts, Material, ProjectFacts
from amity.reports.queries import Scope, months_in, scope_of, span_of
from amity.shared.actor import Actor
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo
from amity.shared.dates.periods import month_of
from amity.shared.money import Rate
from amity.shared.permission import MoneyRight
from amity.shared.rows.prepared import Prepared
from amity.timesheets.rules import MEASURES, NOTHING, Measures
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.queries import NUMBERS, shared_rows


@dataclass(frozen=True, slots=True)
class Names:
    """The names of objects in the material, and the project under which a line is shown."""

    accounts: Mapping[int, str]
    projects: Mapping[int, str]
    lines: Mapping[int, LineRecord]
    items: Mapping[int, str]
    projects_of_lines: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Basis:
    """The basis of all findings: seconds by kind of time, unpriced time, known fees, and the cost level."""

    entries: int
    delivery_known: int
    delivery_unknown: int
    care: int
    internal: int
    uncosted: int
    fees_known: int
    projects: int
    clients: int
    cost_level: str

    @property
    def seconds(self) -> int:
        """Return all time."""
        return self.delivery_known + self.delivery_unknown + self.care + self.internal

    @property
    def delivery(self) -> int:
        """Time on projects with a client."""
        return self.delivery_known + self.delivery_unknown


@dataclass(frozen=True, slots=True)
class Gathered:
    """The material with its names, its basis, and its reader."""

    scope: Scope
    agency: Agency
    material: Material
    names: Names
    basis: Basis


def gather(by: Actor) -> Gathered | None:
    """Return the data for findings as the actor can see it, or None if there is no time at all."""
    scope = scope_of(by)
    span = span_of(scope)
    if span is None:
        return None
    own = own_agency()
    time = _time(scope, own.currency)
    groups = agreements.groups(scope)
    plans = terms.plans(groups.signed, span[1], whole=scope.everything)
    uses = lines.uses_of(scope, plans)
    spent = _spent(scope, span[1])
    rates = monthly_rates(exchange_rates(), month_of(span[0]), month_of(span[1]))
    whole = memos.span_with(*span, own.currency, rates)
    facts = _projects(scope, groups, time.rows, plans, uses, spent, whole)
    items = entries.work_items(scope)
    cost_rate, level, without = _costs(own, span[1])
    material = Material(
        span[0],
        span[1],
        own.currency,
        time.delivery,
        accounts=_accounts(scope, facts, whole),
        projects=tuple(facts),
        items=(*memos.all_line_items(groups, plans, uses), *(titled.item for titled in items)),
        big_rows=tuple(entries.big_rows(scope)),
        cost_rate=cost_rate,
        disciplines_without_rate=without,
        rates=rates,
    )
    names = Names(
        {pk: client.name for pk, client in scope.clients.items()},
        {pk: project.name for pk, project in scope.projects.items()},
        {line.line.pk: line.line for plan in plans.values() for line in plan.lines},
        {titled.item.item_id: titled.title for titled in items},
        {line.line_id: one.project_id for one in facts for line in one.lines},
    )
    return Gathered(scope, own, material, names, _basis(time, facts, level))


@dataclass(frozen=True, slots=True)
class Time:
    """Monthly sums by project, with account service and time without a project under negative account ids.

    `delivery` is all time on client projects, `care` on accounts, `internal` the rest.
    """

    rows: Mapping[int, Worked]
    delivery: Measures
    care: Measures
    internal: Measures


TIMES: Memo[tuple[str, frozenset[int], tuple[Any, ...]], Time] = Memo(8, lambda key: (*key[:2], shared_rows(key[2])))
"""Monthly sums by project, by the agency's currency, the projects for clients and all rows."""
ALL_FACTS: Memo[tuple[object, ...], tuple[Sequence[ProjectFacts], Mapping[int, Sequence[int]]]] = Memo(8)
"""The facts of all groups, and the projects of those past their limit by place, by all that they follow from."""
ACCOUNTS: Memo[tuple[object, ...], tuple[AccountFacts, ...]] = Memo(8)
"""The facts of all accounts, by all that they follow from."""


def _time(scope: Scope, currency: str) -> Time:
    rows = tuple(ALL_MONTHS.rows({}) if scope.everything else _months(months_in(scope)))
    client = frozenset(scope.client_projects)
    return TIMES.get((currency, client, rows), lambda: _time_of(currency, client, rows))


def _months(rows: QuerySet[ProjectMonth]) -> QuerySet[ProjectMonth, Any]:
    columns = ("project_id", "account_id", "month", "cost_currency", "value_currency", *MEASURES)
    return rows.order_by().values_list(*columns)


ALL_MONTHS: Final = Prepared(lambda: _months(ProjectMonth.objects.all()))


def _time_of(currency: str, client: frozenset[int], every: Iterable[tuple[Any, ...]]) -> Time:
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in every:
        found[row[0] or -row[1]].append(NUMBERS(row[2:]))
    rows = {key: worked(own, currency) for key, own in found.items()}
    return Time(
        rows,
        total(memos.sum_of(own) for key, own in rows.items() if key in client),
        total(memos.sum_of(own) for key, own in rows.items() if key < 0),
        total(memos.sum_of(own) for key, own in rows.items() if key >= 0 and key not in client),
    )


def _projects(
    scope: Scope,
    groups: agreements.Groups,
    rows: Mapping[int, Worked],
    plans: Mapping[int, terms.Plan],
    uses: Mapping[int, memos.Uses],
    spent: Mapping[int, list[ExpenseSum]],
    span: memos.Span,
) -> list[ProjectFacts]:
    """Return the facts of each group. Days are read only of those whose work is worth more than their cap or fee."""
    unlined = entries.unlined(scope, (pk for group in groups if group.agreement_id in plans for pk in group.ids))
    promised = terms.milestones(groups.with_milestones)
    # Rows, plans and uses are themselves kept by what they follow from, so they are compared by identity.
    material = (
        groups,
        Identical([rows, plans, uses, span]),
        frozenset(unlined.items()),
        tuple([(pk, tuple(one)) for pk, one in promised.items()]),
        tuple([(pk, tuple(one)) for pk, one in spent.items()]),
    )

    def calculated() -> tuple[Sequence[ProjectFacts], Mapping[int, Sequence[int]]]:
        facts = []
        for group in groups:
            plan, used = plans.get(group.agreement_id, terms.NO_PLAN), uses.get(group.agreement_id, memos.NO_USES)
            off_plan = _off_plan(group, plan, unlined)
            facts.append(memos.facts_of(group, rows, plan, used, promised, off_plan, spent, span))
        return facts, {place: groups[place].ids for place, one in enumerate(facts) if memos.past_limit(one, span)}

    found, past = ALL_FACTS.get(material, calculated)
    days, facts = entries.days_of(scope, chain.from_iterable(past.values())), list(found)
    for place, ids in past.items():
        facts[place] = memos.with_days(facts[place], [day for pk in ids for day in days.get(pk, [])])
    return facts


def _off_plan(group: agreements.Group, plan: terms.Plan, unlined: Mapping[int, Measures]) -> Measures:
    """Return the work of a group on none of its planned lines."""
    return total([unlined[pk] for pk in group.ids if pk in unlined]) if plan.lines else NOTHING


def _spent(scope: Scope, data_to: date) -> dict[int, list[ExpenseSum]]:
    """Return sums of expenses by project, to the end of the data's last month."""
    found: defaultdict[int, list[ExpenseSum]] = defaultdict(list)
    wanted = None if scope.everything else scope.client_projects
    for row in expense_months(wanted, through=month_of(data_to)):
        found[row.project_id].append(row)
    return found


def _accounts(scope: Scope, facts: Iterable[ProjectFacts], span: memos.Span) -> tuple[AccountFacts, ...]:
    """Return facts of accounts fully in scope. A project with time but no known fee leaves net fees unknown.

    Without the right to fees they are unknown too, so that no sentence can reveal them.
    """
    days, known = entries.quiet_days(scope, span.last), entries.contacts(scope)
    material = (
        Identical(facts),
        Identical([span]),
        tuple(scope.accounts),
        scope.right,
        frozenset(days.items()),
        frozenset(known.items()),
    )
    return ACCOUNTS.get(material, lambda: tuple(_accounts_of(scope, facts, span, days, known)))


def _accounts_of(
    scope: Scope,
    facts: Iterable[ProjectFacts],
    span: memos.Span,
    days: Mapping[int, str],
    known: Mapping[int, int],
) -> Iterator[AccountFacts]:
    by_account: defaultdict[int, list[ProjectFacts]] = defaultdict(list)
    for one in facts:
        by_account[one.account_id].append(one)
    for pk in scope.accounts:
        mine = [one for one in by_account[pk] if one.measures.entries]
        figures = [memos.fees(one, span) for one in mine]
        open_ones = [figure for figure in figures if figure.value is None]
        fees = open_ones[0] if open_ones else added(figures, span.currency)
        if not mine or scope.right < MoneyRight.FEE:
            fees = unknown("no_time" if not mine else "no_right", "minor", currency=span.currency)
        delivery = total(one.measures for one in mine)
        newest = tuple(entries.days_in(days[pk])) if pk in days else ()
        yield AccountFacts(pk, delivery, fees, newest, known.get(pk) if known else None)


def _costs(own: Agency, on: date) -> tuple[Rate | None, str, int]:
    """Return the agency average, the level that decides who can see it ("" if unknown), and disciplines
    without a rate.
    """
    dated = CostRate.objects.filter(level__in=(AVERAGE, DISCIPLINE), valid_from__lte=on).order_by("-valid_from", "-pk")
    rows = list(dated)
    average = next((row for row in rows if row.level == AVERAGE), None)
    level = effective_level(own.cost_level, average.heads if average else None)
    rated = {row.discipline_id for row in rows if row.level == DISCIPLINE}
    without = [one for one in Discipline.objects.values_list("pk", flat=True) if one not in rated]
    rate = Rate(average.per_hour, own.currency) if average and own.currency else None
    return rate, level if average or rated else "", len(without) if own.cost_level != "person" else 0


def _basis(time: Time, facts: list[ProjectFacts], level: str) -> Basis:
    known = total(one.measures for one in facts if one.terms.fee_model != "unknown")
    open_ones = total(one.measures for one in facts if one.terms.fee_model == "unknown")
    with_time = [one for one in facts if one.measures.entries]
    return Basis(
        time.delivery.entries + time.care.entries + time.internal.entries,
        known.seconds,
        open_ones.seconds,
        time.care.seconds,
        time.internal.seconds,
        known.uncosted_seconds + open_ones.uncosted_seconds,
        sum(one.terms.fee_model != "unknown" for one in with_time),
        len(with_time),
        len({one.account_id for one in with_time if one.account_id}),
        level,
    )
