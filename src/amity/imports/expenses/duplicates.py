"""Find new expenses of a file that look like existing ones, from any source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from amity.expenses.models import Expense
from amity.imports.expenses.places import Places, UnknownName
from amity.imports.expenses.rules.duplicates import Spent, pair_expenses
from amity.imports.expenses.rules.rows import ExpenseRow
from amity.imports.models import HeldExpense
from amity.imports.rules import Reason

_What = tuple[date, int, str]
"""Date, amount and currency of an expense."""


def find_duplicates(rows: Iterable[ExpenseRow], places: Places, paired: Iterable[int | None]) -> dict[int, Reason]:
    """Return why rows look like existing expenses, by number. `paired` expenses already belong to other rows."""
    new: dict[_What, list[ExpenseRow]] = defaultdict(list)
    for row in rows:
        new[row.spent_on, row.amount, row.currency].append(row)
    here: dict[_What, list[tuple[Spent, bool]]] = defaultdict(list)
    for what, spent, is_entered in _expenses(new, set(paired)):
        here[what].append((spent, is_entered))
    found = {}
    for what, known in here.items():
        entered = {spent.key for spent, is_entered in known if is_entered}
        for own, twin in pair_expenses(list(_spent(new[what], places)), [spent for spent, _is_entered in known]):
            code = "looks_like_entered_expense" if twin.key in entered else "looks_like_imported_expense"
            found[own.key] = Reason(code, expense=twin.key, date=what[0].isoformat())
    return found


def _expenses(new: dict[_What, list[ExpenseRow]], paired: set[int | None]) -> Iterator[tuple[_What, Spent, bool]]:
    if not new:
        return
    days = [day for day, _amount, _currency in new]
    rows = Expense.objects.filter(spent_on__range=(min(days), max(days))).order_by("pk")
    found = [row for row in rows if (row.spent_on, row.amount, row.currency) in new and row.pk not in paired]
    bodies = dict(HeldExpense.objects.filter(expense__in=[row.pk for row in found]).values_list("expense_id", "body"))
    for row in found:
        body = bodies.get(row.pk)
        names_person = body is None or bool(body.get("person") or body.get("mail"))
        spent = Spent(
            row.pk, row.person_id if names_person else 0, row.account_id or 0, row.project_id or 0, row.supplier,
            row.text,
        )  # fmt: skip
        yield (row.spent_on, row.amount, row.currency), spent, body is None


def _spent(rows: Iterable[ExpenseRow], places: Places) -> Iterator[Spent]:
    """Yield the rows in comparable form. A row with an unknown name is left out, because it is refused anyway."""
    for row in rows:
        with suppress(UnknownName):
            person, changes = places.changes(row)
            yield Spent(
                row.number, person if places.names_person(row) else 0, changes.account_id or 0,
                changes.project_id or 0, row.supplier, row.text,
            )  # fmt: skip
