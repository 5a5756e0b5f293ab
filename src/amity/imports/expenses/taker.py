"""Import expenses from a file of any layout in one go. It recognises earlier rows, and can be undone.

Equal rows are paired by count, so that the same file changes nothing. A row with another amount for the same expense
(date, person, project, supplier and text) corrects it, if it is the only such row on both sides. Expenses edited or
deleted here stay unchanged, and are reported if the file changed too. A row that looks like an expense from elsewhere,
or could correct several, is left out until a person chooses to import it.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from amity.agency.queries import agency
from amity.expenses import commands as expenses
from amity.expenses.models import Expense
from amity.imports.cells.rules.dates import DateOrder
from amity.imports.cells.rules.numbers import DecimalMark
from amity.imports.expenses.duplicates import find_duplicates
from amity.imports.expenses.places import Places, UnknownName
from amity.imports.expenses.rules.rows import ExpenseRow, expense_columns, expenses_in, surveyed
from amity.imports.models import Batch, HeldExpense, Made, Source
from amity.imports.pace import Pace, paced
from amity.imports.readers.limited import open_table
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason
from amity.imports.source_file.options import Options
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import month_of
from amity.shared.errors import Refusal
from amity.shared.money import Money
from amity.timesheets.queries import closed_months


@contextmanager
def expenses_of(path: Path, limits: Limits, options: Options) -> Iterator[list[ExpenseRow | Rejected]]:
    """Yield the expenses of a file.

    Raises `Unreadable` where date or amount has no column, or the date order is open.
    """
    with open_table(path, limits, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet) as table:
        places = expense_columns(table.headers, options.columns)
        survey = surveyed(
            table.headers,
            places,
            table.records(),
            date_order=DateOrder(options.date_order) if options.date_order else None,
            mark=DecimalMark(options.mark) if options.mark else None,
            currency=options.currency or agency().currency,
        )
        yield list(expenses_in(survey, table.records()))


@dataclass(frozen=True, slots=True)
class Planned:
    """The outcome of a row: `created`, `updated`, `unchanged`, or the reason why it is left out.

    `looks_like` names the existing expense that a new row may duplicate.
    """

    row: ExpenseRow
    fate: str
    held: HeldExpense | None = None
    why: Reason | None = None
    looks_like: Reason | None = None


@dataclass
class ExpenseTaker:
    """Imports one file's expenses in chunks. Run again, it adds only expenses that are missing."""

    by: Actor
    batch: Batch
    now: datetime
    options: Options
    dry_run: bool = False
    _places: Places = field(init=False)

    def take(self, rows: list[ExpenseRow | Rejected]) -> FileResult:
        """Import every expense, or only report what would happen."""
        taken = FileResult(rows=len(rows), duplicates_choice=self.options.duplicates)
        self._places = Places(self.by, self.options)
        for one in rows:
            if isinstance(one, Rejected):
                taken.refuse(one.number, one.reasons)
        source = self._source()
        planned = self._asked(planned_of(source, [one for one in rows if isinstance(one, ExpenseRow)]))
        for chunk in paced(iter(planned), pace := Pace(20, 200)):
            with pace:
                taken.add(self._look_at(source, chunk) if self.dry_run else self._chunk(source, chunk))
        taken.rejected.sort()
        taken.duplicates.sort()
        return taken

    def _asked(self, planned: list[Planned]) -> list[Planned]:
        """Add to new rows what they look like. Expenses that are already paired belong to other rows."""
        new = [one.row for one in planned if one.fate == "created" and one.looks_like is None]
        paired = [one.held.expense_id for one in planned if one.held is not None]
        found = find_duplicates(new, self._places, paired)
        return [replace(one, looks_like=found.get(one.row.number, one.looks_like)) for one in planned]

    @command
    def _chunk(self, source: Source | None, chunk: list[Planned]) -> FileResult:
        return self._look_at(source, chunk)

    def _look_at(self, source: Source | None, chunk: list[Planned]) -> FileResult:
        part = FileResult()
        for one in chunk:
            if one.why is not None:
                part.refuse(one.row.number, [("", one.why)])
                continue
            if one.looks_like is not None:
                part.ask(one.row.number, one.looks_like)
            skipped = one.looks_like is not None and self.options.duplicates != "import"
            try:
                self._one(None if skipped else source, one)
            except UnknownName as unknown:
                part.refuse(one.row.number, unknown.reasons)
            except Refusal as refusal:
                part.rejected.append((one.row.number, refusal.sentence))
            else:
                if not skipped:
                    part.count(one.fate)
                amount = Money(one.row.amount, one.row.currency)
                part.tell(
                    "duplicate" if skipped else one.fate,
                    "expense",
                    one.row.label,
                    one.row.project or one.row.client,
                    amount,
                )
        return part

    def _one(self, source: Source | None, one: Planned) -> None:
        """Import one expense. It is checked in full even if nothing is written, so that the preview is reliable."""
        if one.fate == "unchanged":
            return
        person, changes = self._places.changes(one.row)
        if self.dry_run or source is None:
            return
        if one.held is None:
            expense = expenses.log_expense(by=self.by, changes=changes, now=self.now, person_id=person, history=True)
            held = HeldExpense.objects.create(
                source=source, spent_on=one.row.spent_on, body=one.row.as_json(), expense=expense,
                expense_version=expense.version, created_in=self.batch,
            )  # fmt: skip
            Made.objects.create(batch=self.batch, kind="expense", made_id=held.pk)
            return
        held = HeldExpense.objects.select_for_update().get(pk=one.held.pk)
        before = Made(batch=self.batch, kind="spent", made_id=held.pk, detail=held.body)
        expense = expenses.edit_expense(
            by=self.by, expense_id=held.expense_id or 0, version=held.expense_version, changes=changes, now=self.now
        )
        held.body, held.expense_version = one.row.as_json(), expense.version
        held.save()
        before.save(force_insert=True)

    def _source(self) -> Source | None:
        """Return the source of expenses, which a dry run doesn't create.

        The batch stores it, so that undo goes newest first.
        """
        if self.dry_run:
            return Source.objects.filter(tool="expenses", key="").first()
        source = Source.objects.get_or_create(tool="expenses", key="")[0]
        Batch.objects.filter(pk=self.batch.pk).update(source=source)
        self.batch.source = source
        return source


def planned_of(source: Source | None, rows: list[ExpenseRow]) -> list[Planned]:
    """Classify every row against earlier imports of the same dates, as described at the top of this file."""
    held = _held(source, rows)
    equal: dict[ExpenseRow, list[HeldExpense]] = defaultdict(list)
    for one in held:
        equal[ExpenseRow.from_json(one.body).same].append(one)
    planned, rest = [], []
    for row in rows:
        if twins := equal[row.same]:
            planned.append(Planned(row, "unchanged", twins.pop(0)))
        else:
            rest.append(row)
    left: dict[tuple[str, ...], list[HeldExpense]] = defaultdict(list)
    for row, twins in equal.items():
        left[row.thing] += twins
    new: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rest:
        new[row.thing] += 1
    closed = closed_months()
    for row in rest:
        twins = left[row.thing]
        corrected = twins[0] if len(twins) == new[row.thing] == 1 and (row.supplier or row.text) else None
        judged = _judged(row, corrected, closed)
        if judged.fate == "created" and (row.supplier or row.text) and any(twin.expense_id for twin in twins):
            judged = replace(judged, looks_like=Reason("looks_like_corrected_expense", count=len(twins)))
        planned.append(judged)
    return planned


def _judged(row: ExpenseRow, held: HeldExpense | None, closed: frozenset[int]) -> Planned:
    if month_of(row.spent_on) in closed:
        return Planned(row, "rejected", why=Reason("month_locked", month=row.spent_on.strftime("%Y-%m")))
    if held is None:
        return Planned(row, "created")
    if held.expense is None:
        return Planned(row, "rejected", why=Reason("deleted_here_changed_there", fields="amount"))
    if held.expense.version != held.expense_version:
        return Planned(row, "rejected", why=Reason("changed_on_both_sides", fields="amount"))
    return Planned(row, "updated", held)


def _held(source: Source | None, rows: list[ExpenseRow]) -> list[HeldExpense]:
    """Return earlier imported expenses of the file's dates, those that still exist first."""
    if source is None or not rows:
        return []
    days = [row.spent_on for row in rows]
    found = HeldExpense.objects.filter(source=source, spent_on__range=(min(days), max(days)))
    return sorted(found.select_related("expense").order_by("pk"), key=lambda one: one.expense_id is None)


def take_back_expense(by: Actor, made: Made, options: Options, now: datetime) -> str:
    """Delete an expense a batch imported, or restore its earlier values. Return why it stays, or ""."""
    held = HeldExpense.objects.filter(pk=made.made_id).select_for_update().first()
    if held is None:
        return ""
    expense = Expense.objects.filter(pk=held.expense_id or 0).first()
    if expense is None:
        held.delete()
        return ""
    if expense.version != held.expense_version:
        return "edited_since"
    if month_of(expense.spent_on) in closed_months():
        return "month_locked"
    if made.kind == "expense":
        expenses.delete_expense(by=by, expense_id=expense.pk, version=expense.version, now=now)
        held.delete()
        return ""
    before = ExpenseRow.from_json(made.detail)
    _person, former = Places(by, options).changes(before)
    expense = expenses.edit_expense(by=by, expense_id=expense.pk, version=expense.version, changes=former, now=now)
    held.body, held.expense_version = made.detail, expense.version
    held.save()
    return ""
