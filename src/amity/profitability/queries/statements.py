"""Statements worked out of the books: of everything, by account, project, line and month. Not narrowed by right yet.

Every way of cutting them comes from the same parts, so that rows of one table add up to the total of another.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from amity.profitability.queries.books import Books
from amity.profitability.queries.frozen import freezer, frozen_lines
from amity.profitability.queries.spending import SpentMonths, billed_by_line
from amity.profitability.rules.conversion import converted
from amity.profitability.rules.earned import Deal, Earned, Months, earned, gathered, line_parts, shared_figure
from amity.profitability.rules.figures import Figure, unknown
from amity.profitability.rules.frozen import Lines
from amity.profitability.rules.measures import MonthRow, by_value_currency, total
from amity.profitability.rules.period import Period
from amity.profitability.rules.spending import Spent, all_spent
from amity.profitability.rules.statement import Part, Statement, statement
from amity.projects.models import Project
from amity.timesheets.rules import NOTHING, Measures

Key = TypeVar("Key", bound=Hashable)
NO_LINE = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part with all that it can be cut by. Project 0: what an agreement earned and no project could take."""

    account_id: int
    project_id: int
    agreement_id: int
    part: Part


class Ledger:
    """The parts of a period, worked out once for one page. Closed months are as they were frozen."""

    def __init__(self, books: Books, period: Period) -> None:
        self.books = books
        self.period = period
        self.freezer = freezer(period, books.deals)
        self.rates = {**books.rates, **self.freezer.rates}
        self._earned: dict[int, Earned] = {}
        self._frozen_lines: Lines | None = None
        self.pieces = self._pieces(period)

    def earned(self, agreement_id: int) -> Earned:
        """What an agreement earned in the period, worked out when first asked for."""
        if agreement_id not in self._earned:
            deal, period = self.books.deals[agreement_id], self.period
            frozen = self.freezer.of(agreement_id)
            self._earned[agreement_id] = earned(deal, period.first, period.last, period.as_of, frozen)
        return self._earned[agreement_id]

    def statement(
        self, keep: Callable[[Piece], bool] = lambda piece: True, service_of: Iterable[int] = ()
    ) -> Statement:
        """The statement of the pieces kept."""
        accounts = list(service_of)
        service = total(self.service(account) for account in accounts)
        from_file = any(self.service_from_file(account) for account in accounts)
        spent = all_spent(self.service_spent(account) for account in accounts)
        kept = (piece.part for piece in self.pieces if keep(piece))
        return statement(kept, self.books.currency, service, from_file, spent)

    def of_account(self, account_id: int, parts: Iterable[Part]) -> Statement:
        """The statement of an account: its parts, and what it took besides its projects."""
        return statement(
            parts,
            self.books.currency,
            self.service(account_id),
            self.service_from_file(account_id),
            self.service_spent(account_id),
        )

    def parts(self, key: Callable[[Piece], Key]) -> dict[Key, list[Part]]:
        """The parts by a key, in the order of the pieces."""
        groups: defaultdict[Key, list[Part]] = defaultdict(list)
        for piece in self.pieces:
            groups[key(piece)].append(piece.part)
        return dict(groups)

    def service(self, account_id: int) -> Measures:
        """Time of the period on an account but on no project; of account 0 the agency's own time."""
        months = self.books.service.get(account_id, {})
        return total(sums for month, sums in months.items() if self._inside(month))

    def service_from_file(self, account_id: int) -> bool:
        """Whether some of that time has a cost that came with a file."""
        return account_id in self.books.service_from_file

    def service_spent(self, account_id: int) -> Spent:
        """Expenses of the period on an account but on no project."""
        return self._within(self.books.outlay.accounts.get(account_id, {}))

    def by_month(self, keep: Callable[[Piece], bool] = lambda piece: True) -> dict[int, Statement]:
        """The statement of each month, of the pieces kept."""
        return {
            month: statement((piece.part for piece in self._pieces_of(month) if keep(piece)), self.books.currency)
            for month in self.period.months
        }

    def by_line(self, project: Project, rows: Mapping[int, list[MonthRow]]) -> dict[int, Statement]:
        """The statement of each line of a project (0: on no line) from its own monthly rows."""
        currency, spent = self.books.currency, self.books.outlay.lines.get(project.pk, {})
        rows = {line: rows.get(line, []) for line in (*rows, *(line for line in spent if line not in rows))}
        months = {line: _by_month(row for row in own if self._inside(row.month)) for line, own in rows.items()}
        deal = self._deal(project)
        taken: Mapping[int, Months] = {}
        if deal is not None:
            taken = self._line_parts(project, deal, months)
        found = {}
        for line, own in rows.items():
            inside = [row for row in own if self._inside(row.month)]
            revenue = self._line_revenue(project, deal, taken.get(line, {}))
            own_spent = self._within(spent.get(line, {}))
            found[line] = statement([self._part(project, inside, revenue, own_spent)], currency)
        return found

    def line_revenue(self, project: Project, rows: Mapping[int, list[MonthRow]]) -> dict[int, Months]:
        """What each line of a project earned by month, in its agreement's currency: what closing a month freezes."""
        deal = self._deal(project)
        if deal is None:
            return {}
        lines = dict.fromkeys((*rows, *self.books.outlay.lines.get(project.pk, {})))
        months = {line: _by_month(row for row in rows.get(line, ()) if self._inside(row.month)) for line in lines}
        return self._line_parts(project, deal, months)

    def _line_parts(
        self, project: Project, deal: Deal, months: Mapping[int, Mapping[int, Measures]]
    ) -> dict[int, Months]:
        """A project's revenue brought to its lines: open months by their time, closed ones as they were frozen."""
        closed = self.freezer.closed
        own = self.earned(deal.agreement_id).parts.get(project.pk, {})
        still_open = {month: minor for month, minor in own.items() if month not in closed}
        taken, _rest = line_parts(deal.terms.fee_model, still_open, months, self._billed_by_line(project, deal, own))
        if self._frozen_lines is None:
            self._frozen_lines = frozen_lines(self.books.projects, self.period, self.freezer.closings)
        return {line: {**taken.get(line, {}), **self._frozen_lines.get((project.pk, line), {})} for line in months}

    def _billed_by_line(self, project: Project, deal: Deal, months: Months) -> dict[int, dict[int, int]]:
        """What was billed for the expenses of each line, in the open months that hold it."""
        lines = billed_by_line(self.books.outlay.rows.get(project.pk, ()), deal.terms.currency)
        held = {line: gathered(own, months, self.period.first) for line, own in lines.items()}
        closed = self.freezer.closed
        return {line: {m: minor for m, minor in own.items() if m not in closed} for line, own in held.items()}

    def _within(self, months: SpentMonths, month: int | None = None) -> Spent:
        """What was spent in the period, or in one month of it."""
        return all_spent(spent for when, spent in months.items() if (when == month if month else self._inside(when)))

    def _line_revenue(self, project: Project, deal: Deal | None, months: Months) -> Figure:
        if deal is None or project.account_id is None:
            return self._no_deal(project)
        whole = self.earned(deal.agreement_id).whole
        if whole.value is None:
            return unknown(whole.why_not or "unknown", "minor", whole.inputs, self.books.currency)
        if not months and whole.value:
            return unknown("not_shared_out", "minor", (), self.books.currency)
        return converted(months, deal.terms.currency, self.books.currency, self.rates)

    def _pieces(self, period: Period) -> list[Piece]:
        rows = {
            key: [row for row in self.books.sums.get(key, ()) if period.first <= row.month <= period.last]
            for key in self.books.projects
        }
        found = [self._piece(project, rows[project.pk], None) for project in self.books.projects.values()]
        return found + self._rests(None)

    def _pieces_of(self, month: int) -> list[Piece]:
        found = []
        for project in self.books.projects.values():
            rows = [row for row in self.books.sums.get(project.pk, ()) if row.month == month]
            found.append(self._piece(project, rows, month))
        return found + self._rests(month)

    def _piece(self, project: Project, rows: list[MonthRow], month: int | None) -> Piece:
        deal = self._deal(project)
        agreement = deal.agreement_id if deal else 0
        revenue = self._revenue(project, deal, month)
        spent = self._within(self.books.outlay.projects.get(project.pk, {}), month)
        return Piece(project.account_id or 0, project.pk, agreement, self._part(project, rows, revenue, spent))

    def _part(self, project: Project, rows: list[MonthRow], revenue: Figure, spent: Spent) -> Part:
        deal = self._deal(project)
        model = deal.terms.fee_model if deal else "unknown"
        measures = total(row.sums.measures for row in rows)
        value = self._value(rows) if revenue.value is None else None
        by_value = model in ("time_and_materials", "unknown")
        return Part(measures, revenue, by_value, value, project.pk in self.books.from_file, spent)

    def _revenue(self, project: Project, deal: Deal | None, month: int | None) -> Figure:
        """A project's revenue in the agency's currency: of the period, or of one month of it."""
        if deal is None or project.account_id is None:
            return self._no_deal(project)
        worked_out = self.earned(deal.agreement_id)
        if month is None and deal.terms.currency == self.books.currency and worked_out.undivided:
            return worked_out.whole
        own = worked_out.parts.get(project.pk, {})
        if month is not None:
            if month not in worked_out.months:
                why = self.freezer.of(deal.agreement_id).of(month).why_not or worked_out.whole.why_not or "not_by_month"
                return unknown(why, "minor", worked_out.whole.inputs, self.books.currency)
            return self._converted(deal, {month: own.get(month, 0)})
        figure = shared_figure(worked_out.whole, own, len(deal.by_project))
        if figure.value is None or deal.terms.currency == self.books.currency:
            return figure
        return self._converted(deal, own, figure)

    def _converted(self, deal: Deal, months: Months, figure: Figure | None = None) -> Figure:
        whole = figure or self.earned(deal.agreement_id).whole
        into = converted(months, deal.terms.currency, self.books.currency, self.rates)
        inputs = (*(whole.inputs if figure else ()), *into.inputs)
        return Figure(into.value, "minor", into.why_not, inputs, self.books.currency, whole.bound)

    def _rests(self, month: int | None) -> list[Piece]:
        """What agreements of whole accounts earned that no project could take: none worked, or none weighs anything."""
        found = []
        for key, deal in self.books.deals.items():
            agreement = self.books.agreements[key]
            account = agreement.account_id or 0
            if account not in self.books.whole:
                continue
            rest = self.earned(key).rest
            if month is None and self.earned(key).whole.value is None:
                continue
            months = rest if month is None else {month: rest[month]} if month in rest else {}
            if sum(months.values()):
                figure = self._converted(deal, months)
                found.append(Piece(account, 0, key, Part(NOTHING, figure)))
        return found

    def _value(self, rows: Iterable[MonthRow]) -> Figure | None:
        """Value of time at the rates it came with, in the agency's currency: never called revenue."""
        whole = 0
        for currency, months in by_value_currency(rows).items():
            values = {month: sums.value for month, sums in months.items()}
            into = converted(values, currency or self.books.currency, self.books.currency, self.rates)
            if into.value is None:
                return into
            whole += into.value
        return Figure(whole, "minor", None, (), self.books.currency) if whole else None

    def _deal(self, project: Project) -> Deal | None:
        return self.books.deals.get(project.agreement_id) if project.agreement_id else None

    def _no_deal(self, project: Project) -> Figure:
        why = "internal" if project.is_internal else "no_account" if project.account_id is None else "fee_model_unknown"
        return unknown(why, "minor", (), self.books.currency)

    def _inside(self, month: int) -> bool:
        return self.period.first <= month <= self.period.last


def _by_month(rows: Iterable[MonthRow]) -> dict[int, Measures]:
    months: dict[int, Measures] = {}
    for row in rows:
        months[row.month] = months.get(row.month, NOTHING) + row.sums.measures
    return months
