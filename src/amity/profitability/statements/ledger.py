"""Statements calculated from the books: in total, by account, project, line and month. Not yet limited by right.

All of them come from the same parts, so that rows of one table add up to the total of another.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from amity.profitability.books.load import Books
from amity.profitability.books.records import ProjectRecord
from amity.profitability.conversion.rules import converted
from amity.profitability.deals.queries import NO_ROWS
from amity.profitability.deals.rules import Deal, Earned, Months, gathered, line_parts
from amity.profitability.figures.rules import Figure, unknown
from amity.profitability.frozen_months.queries import freezer, frozen_lines
from amity.profitability.frozen_months.rules import OPEN, Lines
from amity.profitability.measures.rules import MonthRow, by_month, total
from amity.profitability.period.rules import Period
from amity.profitability.spending.queries import billed_by_line
from amity.profitability.spending.rules import Spent, all_spent
from amity.profitability.statements.all_parts import ALL_PARTS, AllParts, material_of
from amity.profitability.statements.project_parts import (
    Material,
    ProjectPart,
    ProjectParts,
    Setting,
    earned_of,
    no_deal,
    part,
    project_parts_of,
    rest_part,
    setting_of,
    within,
)
from amity.profitability.statements.rules import Part, Statement, statement
from amity.shared.caches.memo import Memo
from amity.timesheets.rules import Measures

Key = TypeVar("Key", bound=Hashable)
NO_LINE = 0
AccountMaterial = tuple[Setting, tuple[ProjectParts, ...], tuple[ProjectPart, ...], Measures, bool, Spent]
"""Everything that the statement of an account depends on."""
Everything = tuple[Setting, tuple[ProjectParts, ...], tuple[tuple[int, Deal, Earned], ...]]
"""Everything that the statements of all work depend on."""
CLIENTS: Memo[Everything, Statement] = Memo(8)
CLIENT_MONTHS: Memo[Everything, Mapping[int, Statement]] = Memo(8)
ACCOUNTS: Memo[AccountMaterial, Statement] = Memo(2_048)


class Ledger:
    """The parts of a period, calculated once for one page. Closed months are as they were frozen."""

    def __init__(self, books: Books, period: Period) -> None:
        self.books = books
        self.period = period
        self.freezer = freezer(period, books.deals)
        self.rates = {**books.rates, **self.freezer.rates}
        self.setting = setting_of(period, books.currency, self.rates)
        self._frozen_lines: Lines | None = None
        material = material_of(books, self.setting, self.freezer)
        self.own, self._not_shared_out, self.project_parts = (
            ALL_PARTS.get(material, self._all_parts) if material else self._all_parts()
        )

    def _all_parts(self) -> AllParts:
        """Return the parts by project, agreements whose revenue doesn't all belong to projects, and all parts."""
        without = self._with_rest()
        own = {key: self._own(project) for key, project in self.books.projects.items()}
        return own, without, [*(one.whole for one in own.values()), *self._rests(without, None)]

    def earned(self, agreement_id: int) -> Earned:
        """Return an agreement's revenue of the period, calculated on first use."""
        return earned_of(self.setting, self.books.deals[agreement_id], self.freezer.of(agreement_id))

    def statement(
        self, keep: Callable[[ProjectPart], bool] = lambda part: True, service_of: Iterable[int] = ()
    ) -> Statement:
        """Return the statement of the chosen parts."""
        accounts = list(service_of)
        service = total(self.service(account) for account in accounts)
        from_file = any(self.service_from_file(account) for account in accounts)
        spent = all_spent(self.service_spent(account) for account in accounts)
        chosen = (project_part.part for project_part in self.project_parts if keep(project_part))
        return statement(chosen, self.books.currency, service, from_file, spent)

    def of_account(self, account_id: int) -> Statement:
        """Return the statement of an account: its parts, and its costs outside projects."""
        projects, rests = self._projects_of.get(account_id, ()), self._rests_of.get(account_id, ())
        service, from_file = self.service(account_id), self.service_from_file(account_id)
        spent = self.service_spent(account_id)
        return ACCOUNTS.get(
            (self.setting, tuple(projects), tuple(rests), service, from_file, spent),
            lambda: statement(
                [*(one.whole.part for one in projects), *(rest.part for rest in rests)],
                self.books.currency, service, from_file, spent,
            ),
        )  # fmt: skip

    @cached_property
    def _projects_of(self) -> Mapping[int, list[ProjectParts]]:
        found: defaultdict[int, list[ProjectParts]] = defaultdict(list)
        for key, one in self.own.items():
            found[self.books.projects[key].account_id or 0].append(one)
        return found

    @cached_property
    def _rests_of(self) -> Mapping[int, list[ProjectPart]]:
        found: defaultdict[int, list[ProjectPart]] = defaultdict(list)
        for rest in self._rests(self._not_shared_out, None):
            found[rest.account_id].append(rest)
        return found

    def parts(self, key: Callable[[ProjectPart], Key]) -> dict[Key, list[Part]]:
        """Return the parts by a key, in the order of the project parts."""
        groups: defaultdict[Key, list[Part]] = defaultdict(list)
        for project_part in self.project_parts:
            groups[key(project_part)].append(project_part.part)
        return dict(groups)

    def service(self, account_id: int) -> Measures:
        """Return time of the period on an account but on no project, or for account 0 the agency's own time."""
        months = self.books.service.get(account_id, {})
        return total(sums for month, sums in months.items() if self._inside(month))

    def on_nothing(self, account_id: int) -> Part:
        """Return an account's time and expenses on no project as a part, or for account 0 those without a
        client too.
        """
        why = "no_project" if account_id else "no_client_or_project"
        return Part(
            self.service(account_id),
            unknown(why, "minor", (), self.books.currency),
            from_file=self.service_from_file(account_id),
            spent=self.service_spent(account_id),
        )

    def service_from_file(self, account_id: int) -> bool:
        """Return whether some of the account's time on no project has a cost from a file."""
        return account_id in self.books.service_from_file

    def service_spent(self, account_id: int) -> Spent:
        """Return expenses of the period on an account but on no project."""
        return within(self.books.outlay.accounts.get(account_id, {}), self.period)

    def of_clients(self) -> Statement:
        """Return the statement of all work for clients, from the cache if the same input was calculated before."""
        return CLIENTS.get(self._everything, lambda: self.statement(_is_for_client))

    def of_clients_by_month(self) -> Mapping[int, Statement]:
        """Return the statement of each month of all work for clients, cached like `of_clients`."""
        return CLIENT_MONTHS.get(self._everything, lambda: self.by_month(_is_for_client))

    @cached_property
    def _everything(self) -> Everything:
        return self.setting, tuple(self.own.values()), tuple(self._not_shared_out)

    def by_month(self, keep: Callable[[ProjectPart], bool] = lambda part: True) -> dict[int, Statement]:
        """Return the statement of each month, of the chosen parts."""
        return {
            month: statement(
                (project_part.part for project_part in self._parts_by_month[month] if keep(project_part)),
                self.books.currency,
            )
            for month in self.period.months
        }

    def by_line(self, project: ProjectRecord, rows: Mapping[int, list[MonthRow]]) -> dict[int, Statement]:
        """Return the statement of each line of a project (0: on no line) from its own monthly rows."""
        parts = self.line_parts_of(project, rows)
        return {line: statement([one], self.books.currency) for line, one in parts.items()}

    def line_parts_of(self, project: ProjectRecord, rows: Mapping[int, list[MonthRow]]) -> dict[int, Part]:
        """Return the part of each line of a project (0: on no line), for single or joint statements."""
        spent = self.books.outlay.lines.get(project.pk, {})
        rows = {line: rows.get(line, []) for line in (*rows, *(line for line in spent if line not in rows))}
        months = {line: by_month(row for row in own if self._inside(row.month)) for line, own in rows.items()}
        deal = self._deal(project)
        taken: Mapping[int, Months] = {}
        if deal is not None:
            taken = self._line_parts(project, deal, months)
        found, from_file = {}, project.pk in self.books.from_file
        for line, own in rows.items():
            inside = [row for row in own if self._inside(row.month)]
            revenue = self._line_revenue(project, deal, taken.get(line, {}))
            own_spent = within(spent.get(line, {}), self.period)
            found[line] = part(self.setting, deal, inside, revenue, own_spent, from_file=from_file)
        return found

    def line_revenue(self, project: ProjectRecord, rows: Mapping[int, list[MonthRow]]) -> dict[int, Months]:
        """Return the revenue of each line of a project by month, in its agreement's currency, as closing freezes it."""
        deal = self._deal(project)
        if deal is None:
            return {}
        lines = dict.fromkeys((*rows, *self.books.outlay.lines.get(project.pk, {})))
        months = {line: by_month(row for row in rows.get(line, ()) if self._inside(row.month)) for line in lines}
        return self._line_parts(project, deal, months)

    def _line_parts(
        self, project: ProjectRecord, deal: Deal, months: Mapping[int, Mapping[int, Measures]]
    ) -> dict[int, Months]:
        """Return a project's revenue by line: open months by their time, closed ones as they were frozen."""
        closed = self.freezer.closed
        own = self.earned(deal.agreement_id).parts.get(project.pk, {})
        still_open = {month: minor for month, minor in own.items() if month not in closed}
        taken, _rest = line_parts(deal.terms.fee_model, still_open, months, self._billed_by_line(project, deal, own))
        if self._frozen_lines is None:
            self._frozen_lines = frozen_lines(self.books.projects, self.period, self.freezer.closings)
        return {line: {**taken.get(line, {}), **self._frozen_lines.get((project.pk, line), {})} for line in months}

    def _billed_by_line(self, project: ProjectRecord, deal: Deal, months: Months) -> dict[int, dict[int, int]]:
        """Return what was billed for the expenses of each line, in the open months that include it."""
        lines = billed_by_line(self.books.outlay.rows.get(project.pk, ()), deal.terms.currency)
        held = {line: gathered(own, months, self.period.first) for line, own in lines.items()}
        closed = self.freezer.closed
        return {line: {m: minor for m, minor in own.items() if m not in closed} for line, own in held.items()}

    def _line_revenue(self, project: ProjectRecord, deal: Deal | None, months: Months) -> Figure:
        if deal is None or project.account_id is None:
            return no_deal(project, self.books.currency)
        whole = self.earned(deal.agreement_id).whole
        if whole.value is None:
            return unknown(whole.why_not or "unknown", "minor", whole.inputs, self.books.currency)
        if not months and whole.value:
            return unknown("not_shared_out", "minor", (), self.books.currency)
        return converted(months, deal.terms.currency, self.books.currency, self.rates)

    def _own(self, project: ProjectRecord) -> ProjectParts:
        """Return the parts of a project, from the cache if the same input was calculated before."""
        own, key = self.books, project.pk
        deal = self._deal(project)
        return project_parts_of(
            Material(
                self.setting,
                project,
                own.sums.get(key, NO_ROWS),
                deal,
                self.freezer.of(deal.agreement_id) if deal else OPEN,
                tuple(own.outlay.projects[key].items()) if key in own.outlay.projects else (),
                key in own.from_file,
            )
        )

    @cached_property
    def _parts_by_month(self) -> Mapping[int, list[ProjectPart]]:
        """The parts of each month. Of those that change no figure, one a month is enough."""
        found: dict[int, list[ProjectPart]] = {month: [] for month in self.period.months}
        quiet: dict[int, ProjectPart] = {}
        for own in self.own.values():
            busy = own.busy_months
            for month, one in busy.items():
                found[month].append(one)
            if len(quiet) < len(found):
                quiet |= {month: own.of_month(month) for month in found if month not in busy and month not in quiet}
        for month, parts in found.items():
            parts += [*([quiet[month]] if month in quiet else []), *self._rests(self._not_shared_out, month)]
        return found

    def _rests(self, without: Iterable[tuple[int, Deal, Earned]], month: int | None) -> list[ProjectPart]:
        """Return what agreements of whole accounts earned that can't be assigned to a project."""
        found = []
        for account, deal, worked_out in without:
            rest = worked_out.rest
            if month is None and worked_out.whole.value is None:
                continue
            months = rest if month is None else {month: rest[month]} if month in rest else {}
            if sum(months.values()):
                frozen = self.freezer.of(deal.agreement_id)
                found.append(rest_part(account, self.setting, deal, frozen, months))
        return found

    def _with_rest(self) -> list[tuple[int, Deal, Earned]]:
        """Return the agreements of whole accounts whose revenue doesn't all belong to projects, with the account."""
        found = []
        for key, deal in self.books.deals.items():
            account = self.books.agreements[key].account_id or 0
            if account in self.books.whole and (worked_out := self.earned(key)).rest:
                found.append((account, deal, worked_out))
        return found

    def _deal(self, project: ProjectRecord) -> Deal | None:
        return self.books.deals.get(project.agreement_id) if project.agreement_id else None

    def _inside(self, month: int) -> bool:
        return self.period.first <= month <= self.period.last


def _is_for_client(part: ProjectPart) -> bool:
    return part.account_id != 0
