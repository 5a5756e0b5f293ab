"""Everything figures are made of, read at once for one actor in a number of queries that no row count changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amity.accounts.models import Account
from amity.agency import rules as agency_rules
from amity.agency.models import Agency, CostRate, Limit
from amity.agency.queries import agency, exchange_rates
from amity.agreements.models import Agreement
from amity.expenses.reads import ExpenseSum, expense_months
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.profitability.queries import terms
from amity.profitability.queries.sight import Sight
from amity.profitability.queries.spending import Outlay, outlay
from amity.profitability.rules.earned import Deal
from amity.profitability.rules.measures import MonthRow, Sums
from amity.projects.models import Project
from amity.retainers.queries.facts import facts_of
from amity.retainers.queries.seen import MODELS as RETAINED
from amity.retainers.rules.terms import NO_FACTS
from amity.shared.actor import Actor
from amity.shared.periods import last_day, month_of, months_between
from amity.timesheets.reads import MonthSum, costs_from_file, project_months
from amity.timesheets.rules import NOTHING, Measures


@dataclass(frozen=True, slots=True)
class Books:
    """What figures are made of. `projects` and `accounts` are those the actor sees, by id.

    `whole` are the accounts seen with everything on them; `everything` says that nothing is left out at all. `deals`
    hold all time under an agreement, of projects not seen too, for revenue is shared out over all of them: they are
    never shown as they are. `service` is time on an account but no project, by month. `from_file` are the projects,
    `service_from_file` the accounts (0: none), of which some time has a cost that came with a file. `outlay` is what
    was spent besides time.
    """

    sight: Sight
    currency: str
    agency: Agency
    limits: Mapping[str, int]
    accounts: Mapping[int, Account]
    projects: Mapping[int, Project]
    whole: frozenset[int]
    everything: bool
    agreements: Mapping[int, Agreement]
    deals: Mapping[int, Deal]
    sums: Mapping[int, Sequence[MonthRow]]
    service: Mapping[int, Mapping[int, Measures]]
    from_file: frozenset[int]
    service_from_file: frozenset[int]
    outlay: Outlay
    rates: Mapping[tuple[str, int], Decimal]
    today: date
    first: int
    last: int

    def limit(self, name: str) -> int:
        """A limit of the agency by its name, or its default."""
        return self.limits.get(name, agency_rules.LIMITS[name].value)


def books(
    by: Actor,
    today: date,
    *,
    only: Iterable[int] | None = None,
    account_id: int | None = None,
    more: Iterable[MonthSum] = (),
) -> Books:
    """The books as an actor may see them; `only` some projects, or those of one account.

    `more` are rows of sums that do not stand yet: to see what they would make of the figures.
    """
    person = person_of(by)
    own = agency()
    seen = Project.objects.visible_to(person).select_related("account", "agreement").order_by("name", "id")
    known = Account.objects.visible_to(person)
    if only is not None:
        seen = seen.filter(pk__in=list(only))
    if account_id is not None:
        seen, known = seen.filter(account_id=account_id), known.filter(pk=account_id)
    projects = {project.pk: project for project in seen}
    accounts = {account.pk: account for account in known.order_by("name", "id")}
    everything = person.has_role(*roles.SEES_EVERY_ACCOUNT)
    whole = frozenset(accounts) if everything else _answered_for(person, accounts)
    agreements = _agreements(projects.values(), whole if only is None else frozenset())
    siblings = _projects_of(agreements)
    month = month_of(today)
    rows = project_months(
        {*projects, *siblings},
        service_of=whole if only is None else (),
        internal=everything and only is None and account_id is None,
        through=month,
    )
    rows += more
    sums, service = _sorted_out(rows, own.currency)
    spent = expense_months({*projects, *siblings}, service_of=whole if only is None else (), through=month)
    deals = _deals(agreements, siblings, sums, today, spent)
    from_file, service_from_file = costs_from_file(projects, whole if only is None else ())
    placed = [(row.project_id, row.month) for row in rows] + [(row.project_id, row.month) for row in spent]
    shown = [worked for project, worked in placed if project in projects or project == 0]
    return Books(
        sight=Sight(person.money_right, _level(own)),
        currency=own.currency,
        agency=own,
        limits=dict(Limit.objects.values_list("name", "value")),
        accounts=accounts,
        projects=projects,
        whole=whole,
        everything=everything,
        agreements=agreements,
        deals=deals,
        sums=sums,
        service=service,
        from_file=from_file,
        service_from_file=service_from_file,
        outlay=outlay((row for row in spent if row.project_id in projects or not row.project_id), own.currency),
        rates=monthly_rates(exchange_rates(), min((worked for _, worked in placed), default=month), month),
        today=today,
        first=min(shown, default=month),
        last=max(shown, default=month),
    )


def _answered_for(person: Person, accounts: Mapping[int, Account]) -> frozenset[int]:
    managed = Account.objects.managed_by(person).filter(pk__in=list(accounts))
    return frozenset(managed.values_list("pk", flat=True))


def _agreements(projects: Iterable[Project], whole: frozenset[int]) -> dict[int, Agreement]:
    """The agreements of projects, and those of whole accounts that have no project yet."""
    found = {project.agreement.pk: project.agreement for project in projects if project.agreement}
    for agreement in Agreement.objects.filter(account_id__in=whole).order_by("id"):
        found.setdefault(agreement.pk, agreement)
    return found


def _projects_of(agreements: Iterable[int]) -> dict[int, Project]:
    """Every project under some agreements, seen or not."""
    return {project.pk: project for project in Project.objects.filter(agreement_id__in=list(agreements)).order_by("id")}


def _sorted_out(
    rows: Iterable[MonthSum], currency: str
) -> tuple[dict[int, list[MonthRow]], dict[int, dict[int, Measures]]]:
    """Rows by project, and time without a project by account (0 = none) and month."""
    sums: defaultdict[int, list[MonthRow]] = defaultdict(list)
    service: defaultdict[int, dict[int, Measures]] = defaultdict(dict)
    for row in rows:
        if row.project_id:
            sums[row.project_id].append(month_row(row, currency))
        else:
            months = service[row.account_id]
            months[row.month] = months.get(row.month, NOTHING) + month_row(row, currency).sums.measures
    return dict(sums), dict(service)


def month_row(row: MonthSum, currency: str) -> MonthRow:
    """A row of sums for the rules. Cost in a currency that is no longer the agency's is time without a cost."""
    s = row.sums
    foreign = bool(row.cost_currency) and row.cost_currency != currency
    measures = Measures(
        s.entries,
        s.seconds,
        s.billable_seconds,
        0 if foreign else s.cost,
        s.seconds if foreign else s.uncosted_seconds,
        s.value,
        s.unvalued_seconds,
        s.standard,
        s.unstandard_seconds,
        s.approved_seconds,
    )
    return MonthRow(row.month, Sums(measures, currency, row.value_currency))


def _deals(
    agreements: Mapping[int, Agreement],
    siblings: Mapping[int, Project],
    sums: Mapping[int, Sequence[MonthRow]],
    today: date,
    spent: Iterable[ExpenseSum],
) -> dict[int, Deal]:
    expenses: defaultdict[int, list[ExpenseSum]] = defaultdict(list)
    for row in spent:
        expenses[row.project_id].append(row)
    members: defaultdict[int, list[Project]] = defaultdict(list)
    for project in siblings.values():
        members[project.agreement_id or 0].append(project)
    plans = terms.plans(agreements, today)
    milestones = terms.milestones(siblings)
    said = facts_of(one for one in agreements.values() if one.fee_model in RETAINED)
    return {
        key: terms.deal(
            agreement,
            members[key],
            {project.pk: sums.get(project.pk, ()) for project in members[key]},
            plans.get(key, terms.NO_PLAN),
            milestones,
            today,
            expenses,
            said.get(key, NO_FACTS),
        )
        for key, agreement in agreements.items()
    }


def _level(own: Agency) -> str:
    """The cost level that decides who may see a margin: an average over fewer than three people is somebody's pay."""
    averages = CostRate.objects.filter(level=agency_rules.AVERAGE, heads__isnull=False)
    fewest = averages.order_by("heads").values_list("heads", flat=True).first()
    return agency_rules.effective_level(own.cost_level, fewest)


def monthly_rates(
    dated: Mapping[str, Sequence[tuple[date, Decimal]]], first: int, last: int
) -> dict[tuple[str, int], Decimal]:
    """The rate in force at each month's end, by (currency, month)."""
    rates: dict[tuple[str, int], Decimal] = {}
    for currency, rows in dated.items():
        for month in months_between(first, last):
            before = [rate for since, rate in rows if since <= last_day(month)]
            if before:
                rates[currency, month] = before[-1]
    return rates
