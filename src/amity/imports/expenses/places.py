"""Match an expense's names with existing people, projects, accounts and lines."""

from decimal import Decimal

from amity.accounts.models import Account
from amity.agreements.lines.models import AgreementLine
from amity.expenses.changes import ExpenseChanges
from amity.expenses.rules import DELIVERY, PASSED_ON
from amity.imports.expenses.rules.rows import ExpenseRow
from amity.imports.names.rules import Known, Match, Register, Verdict
from amity.imports.rules import Reason
from amity.imports.source_file.options import Options
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.queries import pricing_of
from amity.shared.actor import Actor
from amity.shared.money import round_half_even


class UnknownName(Exception):
    """A name of a row is unknown. An import of expenses creates no records for names."""

    def __init__(self, *reasons: tuple[str, Reason]) -> None:
        super().__init__(reasons[0][1].code)
        self.reasons = reasons


class Places:
    """Existing records, read once for a file."""

    def __init__(self, by: Actor, options: Options) -> None:
        self._by, self._options = by, options
        self._accounts = Register(Known(one.pk, one.name) for one in Account.objects.order_by("pk"))
        self._people = Register(Known(one.pk, one.name, mail=one.mail or "") for one in Person.objects.order_by("pk"))
        self._projects = {project.pk: project for project in Project.objects.order_by("pk")}
        self._register = Register(
            Known(one.pk, one.name, codes=(one.code,) if one.code else (), parent=one.account_id or 0)
            for one in self._projects.values()
        )

    def changes(self, row: ExpenseRow) -> tuple[int, ExpenseChanges]:
        """Return the person who paid, and the expense as command values. Raises `UnknownName`."""
        account = self._found("client", row.client, self._accounts.match(row.client)) if row.client else None
        project = self._project(row, account)
        place = project.account_id if project else account
        changed = ExpenseChanges(
            spent_on=row.spent_on,
            amount=row.amount,
            currency=row.currency,
            kind=row.kind or (PASSED_ON if project and place and row.billable is not False else DELIVERY),
            supplier=row.supplier,
            text=row.text,
            account_id=place,
            project_id=project.pk if project else None,
            line_id=self._line(row, project),
            billable=row.billable if row.billable is not None else bool(row.billed),
            billed=self._billed(row, project),
        )
        if changed.kind == PASSED_ON and not (project and place):
            raise UnknownName(("project", Reason("passed_on_to_nobody")))
        return self._person(row), changed

    def names_person(self, row: ExpenseRow) -> bool:
        """Return whether the file or the importer names who paid."""
        return bool(row.person or row.mail or self._options.person)

    def _person(self, row: ExpenseRow) -> int:
        """Return who paid: from the file, otherwise the named person, otherwise the importer."""
        name = row.person or ("" if row.mail else self._options.person)
        if not (name or row.mail):
            return self._by.person_id or 0
        return self._found("person", name or row.mail, self._people.match(name, mail=row.mail))

    def _project(self, row: ExpenseRow, account: int | None) -> Project | None:
        name, code = row.project, row.project_code
        if not (name or code):
            code = self._options.project
            name = code
        if not (name or code):
            return None
        match = self._register.match(name, parent=account)
        if match.verdict is not Verdict.MATCH and code:
            match = self._register.match(name, code=code, parent=account)
        return self._projects[self._found("project", name or code, match)]

    def _line(self, row: ExpenseRow, project: Project | None) -> int | None:
        if not row.line or project is None:
            return None
        placed = AgreementLine.objects.filter(agreement=project.agreement_id, number__iexact=row.line).first()
        if placed is None:
            raise UnknownName(("line", Reason("line_unknown", name=row.line)))
        return placed.line_id

    def _billed(self, row: ExpenseRow, project: Project | None) -> int | None:
        """Return the file's billed amount in minor units of the agreement's currency."""
        pricing = pricing_of(project.pk) if project else None
        if not row.billed or pricing is None:
            return None
        if pricing.currency != row.currency:
            raise UnknownName(("billed", Reason("billed_in_another", file=row.currency, agreed=pricing.currency)))
        return round_half_even(Decimal(row.billed), pricing.currency)

    @staticmethod
    def _found(kind: str, name: str, match: Match) -> int:
        if match.verdict is Verdict.MATCH:
            return match.key
        why = [(kind, Reason(f"{kind}_unknown", name=name))]
        raise UnknownName(*why, *([(kind, match.reason)] if match.reason.code != "name_unknown" else []))
