"""The parts of a period by project, from which every statement is summed. Parts of the same material are cached."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from amity.profitability.books.records import ProjectRecord
from amity.profitability.conversion.rules import converted
from amity.profitability.deals.rules import Deal, Earned, Months, earned, shared_figure
from amity.profitability.figures.rules import Figure, unknown
from amity.profitability.frozen_months.rules import Frozen
from amity.profitability.measures.rules import MonthRow, Worked, by_value_currency, total
from amity.profitability.period.rules import Period
from amity.profitability.spending.queries import SpentMonths
from amity.profitability.spending.rules import NOTHING_SPENT, Spent, all_spent
from amity.profitability.statements.rules import Part, Statement, statement
from amity.shared.caches.memo import Memo
from amity.shared.caches.once import once
from amity.timesheets.rules import NOTHING

Rates = Mapping[tuple[str, int], Decimal]
"""Exchange rates into the agency's currency, by currency and month."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """The common values of one ledger's parts. Equal only to itself: one period, currency and set of rates."""

    period: Period
    currency: str
    rates: Rates


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """A part with its dimensions. Project 0 is an agreement's revenue that can't be assigned to a project."""

    account_id: int
    project_id: int
    agreement_id: int
    part: Part


class Material(NamedTuple):
    """Everything that the parts of a project depend on."""

    setting: Setting
    project: ProjectRecord
    worked: Worked
    deal: Deal | None
    frozen: Frozen
    spent: tuple[tuple[int, Spent], ...]
    from_file: bool


class ProjectParts:
    """A project's part of the period, and that of each month, calculated when first read.

    Most months of most projects change nothing, so they aren't kept.
    """

    __slots__ = ("_material", "busy_months_", "statement_", "whole_")

    def __init__(self, material: Material) -> None:
        self._material = material

    @once
    def whole(self) -> ProjectPart:
        """The part of the period."""
        period = self._material.setting.period
        return self._project_part(
            [row for row in self._material.worked if period.first <= row.month <= period.last], None
        )

    def of_month(self, month: int) -> ProjectPart:
        """Return the part of a month of the period."""
        return self._project_part([row for row in self._material.worked if row.month == month], month)

    @once
    def busy_months(self) -> dict[int, ProjectPart]:
        """The parts of the months that change a figure: with time, an expense, revenue, or revenue not known."""
        rows: dict[int, list[MonthRow]] = {month: [] for month in self._material.setting.period.months}
        for row in self._material.worked:
            if row.month in rows:
                rows[row.month].append(row)
        idle = self._idle_months()
        parts = ((month, self._project_part(own, month)) for month, own in rows.items() if own or month not in idle)
        return {month: own for month, own in parts if not own.part.is_quiet}

    def _idle_months(self) -> Collection[int]:
        """Return months without expenses whose revenue is exactly 0. Without time, their part is quiet."""
        setting, project, _worked, deal, frozen, spent, _from_file = self._material
        if deal is None or project.account_id is None or spent:
            return ()
        worked_out = earned_of(setting, deal, frozen)
        if worked_out.whole.bound != "exact":
            return ()
        own = worked_out.parts.get(project.pk, {})
        return {month for month in worked_out.months if not own.get(month)}

    @once
    def statement(self) -> Statement:
        """The statement of this project alone."""
        return statement([self.whole.part], self._material.setting.currency)

    def _project_part(self, rows: list[MonthRow], month: int | None) -> ProjectPart:
        setting, project, _worked, deal, frozen, spent, from_file = self._material
        revenue = revenue_of(setting, project, deal, frozen, month)
        inside = within(dict(spent), setting.period, month) if spent else NOTHING_SPENT
        own = part(setting, deal, rows, revenue, inside, from_file=from_file)
        return ProjectPart(project.account_id or 0, project.pk, deal.agreement_id if deal else 0, own)


SETTINGS: Memo[tuple[object, ...], Setting] = Memo(64)
PROJECT_PARTS: Memo[Material, ProjectParts] = Memo(8_192)
"""The pages of a day read some seven periods: with fewer, a thousand projects push out each other's parts."""
EARNED: Memo[tuple[Setting, Deal, Frozen], Earned] = Memo(8_192)


def setting_of(period: Period, currency: str, rates: Rates) -> Setting:
    """Return the only setting of a period, a currency and rates."""
    return SETTINGS.get((period, currency, tuple(sorted(rates.items()))), lambda: Setting(period, currency, rates))


def earned_of(setting: Setting, deal: Deal, frozen: Frozen) -> Earned:
    """Return an agreement's revenue of the period."""
    period = setting.period
    return EARNED.get((setting, deal, frozen), lambda: earned(deal, period.first, period.last, period.as_of, frozen))


def project_parts_of(material: Material) -> ProjectParts:
    """Return the parts of a project."""
    return PROJECT_PARTS.get(material, lambda: ProjectParts(material))


def part(
    setting: Setting, deal: Deal | None, rows: Iterable[MonthRow], revenue: Figure, spent: Spent, *, from_file: bool
) -> Part:
    """Return some rows of a project or one of its lines, with their revenue."""
    rows = list(rows)
    model = deal.terms.fee_model if deal else "unknown"
    value = _value(setting, rows) if revenue.value is None else None
    by_value = model in ("time_and_materials", "unknown")
    return Part(total(row.sums.measures for row in rows), revenue, by_value, value, from_file, spent)


def within(months: SpentMonths, period: Period, month: int | None = None) -> Spent:
    """Return the expenses of the period, or of one month of it."""
    first, last = (month, month) if month else (period.first, period.last)
    return all_spent(spent for when, spent in months.items() if first <= when <= last)


def revenue_of(
    setting: Setting, project: ProjectRecord, deal: Deal | None, frozen: Frozen, month: int | None
) -> Figure:
    """Return a project's revenue in the agency's currency, for the period or for one month of it."""
    if deal is None or project.account_id is None:
        return no_deal(project, setting.currency)
    worked_out = earned_of(setting, deal, frozen)
    at_home = deal.terms.currency == setting.currency
    if month is None and at_home and worked_out.undivided:
        return worked_out.whole
    own = worked_out.parts.get(project.pk, {})
    if month is not None:
        if month not in worked_out.months:
            why = frozen.of(month).why_not or worked_out.whole.why_not or "not_by_month"
            return unknown(why, "minor", worked_out.whole.inputs, setting.currency)
        into = converted({month: own.get(month, 0)}, deal.terms.currency, setting.currency, setting.rates)
        bound = worked_out.whole.bound
        return into if into.bound == bound else into._replace(bound=bound)
    figure = shared_figure(worked_out.whole, own, len(deal.by_project))
    if figure.value is None or at_home:
        return figure
    return brought_home(setting, deal, frozen, own, figure)


def brought_home(setting: Setting, deal: Deal, frozen: Frozen, months: Months, figure: Figure | None = None) -> Figure:
    """Return revenue by month in the agency's currency. `figure` has it in the agreement's, with its inputs."""
    whole = figure or earned_of(setting, deal, frozen).whole
    into = converted(months, deal.terms.currency, setting.currency, setting.rates)
    inputs = (*(whole.inputs if figure else ()), *into.inputs)
    return Figure(into.value, "minor", into.why_not, inputs, setting.currency, whole.bound)


def no_deal(project: ProjectRecord, currency: str) -> Figure:
    """Return the reason why a project without an agreement, or without an account, has no revenue."""
    why = "internal" if project.is_internal else "no_account" if project.account_id is None else "fee_model_unknown"
    return unknown(why, "minor", (), currency)


def rest_part(account_id: int, setting: Setting, deal: Deal, frozen: Frozen, months: Months) -> ProjectPart:
    """Return an agreement's revenue that can't be assigned to a project, as a part of its own."""
    return ProjectPart(account_id, 0, deal.agreement_id, Part(NOTHING, brought_home(setting, deal, frozen, months)))


def _value(setting: Setting, rows: Iterable[MonthRow]) -> Figure | None:
    """Return the value of time at imported rates, in the agency's currency. Never call it revenue."""
    whole = 0
    for currency, months in by_value_currency(rows).items():
        values = {month: sums.value for month, sums in months.items()}
        into = converted(values, currency or setting.currency, setting.currency, setting.rates)
        if into.value is None:
            return into
        whole += into.value
    return Figure(whole, "minor", None, (), setting.currency) if whole else None
