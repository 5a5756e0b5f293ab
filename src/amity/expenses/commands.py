"""Log, edit and delete expenses. Each is one transaction with one audit record.

Lock order, as with time: month rows, projects, then the expense. No sums are stored, so none are written.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.expenses import policy, queries, receipts
from amity.expenses.changes import Exchange, ExpenseChanges, put
from amity.expenses.models import Expense
from amity.expenses.rules import MONEY
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import month_of
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets import months, snapshots
from amity.timesheets.changes import place_of
from amity.timesheets.queries import closed_months


@command
def log_expense(
    *, by: Actor, changes: ExpenseChanges, now: datetime, person_id: int | None = None, history: bool = False
) -> Expense:
    """Log an expense, converted at the rate of its date. Refused when its month is closed.

    `history` marks one from a file. People who can log for others can then use people who left and closed projects too.
    """
    actor = person_of(by)
    whose = _person(person_id) if person_id else actor
    months.hold_open(changes.spent_on)
    months.hold_projects(changes.project_id)
    place = place_of(actor, changes.key)
    allowed = policy.may_bring(actor) if history else policy.may_log(actor, whose=whose, project=place.project)
    allowed.or_refuse()
    expense = Expense(person=whose, logged_at=now)
    put(expense, changes, place)
    Exchange().put_on(expense)
    expense.save(force_insert=True)
    trail.record("expense.logged", subject=expense, by=by, at=now, changes=snapshots.of(expense), money=MONEY)
    return expense


@command
def edit_expense(*, by: Actor, expense_id: int, version: int, changes: ExpenseChanges, now: datetime) -> Expense:
    """Change an expense. Refused when a month is closed, and stale when someone changed it since `version`."""
    actor = person_of(by)
    seen = queries.expense_seen_by(by, expense_id)
    policy.may_edit(actor, seen).or_refuse()
    months.hold_open(seen.spent_on, changes.spent_on)
    months.hold_projects(seen.project_id, changes.project_id)
    expense = queries.expense_seen_by(by, expense_id, lock=True)
    policy.may_edit(actor, expense).or_refuse()
    expense.expect(version)
    before = snapshots.of(expense)
    place = place_of(actor, changes.key)
    put(expense, changes, place)
    if _priced_by(before) != _priced_by(snapshots.of(expense)):
        Exchange().put_on(expense)
    expense.save()
    trail.record(
        "expense.edited",
        subject=expense,
        by=by,
        at=now,
        changes={"before": before, "after": snapshots.of(expense)},
        money=MONEY,
    )
    return expense


@command
def delete_expense(*, by: Actor, expense_id: int, version: int, now: datetime) -> None:
    """Delete an expense and its receipts. The audit log still has its values."""
    actor = person_of(by)
    months.hold_open(queries.expense_seen_by(by, expense_id).spent_on)
    expense = queries.expense_seen_by(by, expense_id, lock=True)
    policy.may_edit(actor, expense).or_refuse()
    expense.expect(version)
    trail.record("expense.deleted", subject=Ref.to(expense), by=by, at=now, changes=snapshots.of(expense), money=MONEY)
    receipts.remove_all(expense)
    expense.delete()


@command
def convert_expenses(*, by: Actor, now: datetime) -> int:
    """Convert expenses that had no exchange rate, where there is one now. Return the number converted.

    Those of closed months stay unchanged. An existing cost never changes, even if rates do.
    """
    policy.may_convert(person_of(by)).or_refuse()
    exchange, closed = Exchange(), closed_months()
    waiting = list(Expense.objects.filter(cost=None).order_by("pk"))
    months.hold_open(*{first for first in _months_of(waiting) if month_of(first) not in closed})
    converted = 0
    for expense in Expense.objects.filter(pk__in=[one.pk for one in waiting], cost=None).select_for_update():
        if month_of(expense.spent_on) in closed:
            continue
        exchange.put_on(expense)
        if expense.cost is None:
            continue
        expense.version += 1
        expense.save()
        changes = {"cost": expense.cost, "cost_currency": expense.cost_currency}
        trail.record("expense.converted", subject=expense, by=by, at=now, changes=changes, money=("cost",))
        converted += 1
    return converted


def _months_of(expenses: list[Expense]) -> set[date]:
    return {expense.spent_on.replace(day=1) for expense in expenses}


def _priced_by(image: dict[str, object]) -> tuple[object, ...]:
    """Return the fields on which the stored cost depends."""
    return image["amount"], image["currency"], image["spent_on"]


def _person(person_id: int) -> Person:
    return seen_or_missing(Person.objects, person_id, _("Person not found."))
