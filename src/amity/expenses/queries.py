"""Reads of expenses, as seen by somebody."""

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from amity.expenses.models import Expense, ExpenseQuerySet, Receipt
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen


def expenses_seen_by(by: Actor) -> ExpenseQuerySet:
    """Every expense the actor may see, with what a list shows beside it."""
    seen = Expense.objects.visible_to(person_of(by))
    return seen.select_related("person", "account", "project", "line").annotate(receipt_count=Count("receipts"))


def expense_seen_by(by: Actor, expense_id: int, *, lock: bool = False) -> Expense:
    """One expense, or `NotSeen`. `lock` holds the row, and only that row, until the transaction ends."""
    expenses = Expense.objects.visible_to(person_of(by))
    if lock:
        expenses = expenses.select_for_update(of=("self",))
    expense = expenses.filter(pk=expense_id).first()
    if expense is None:
        raise NotSeen(_("There is no such expense, or it was deleted."))
    return expense


def expense_page(by: Actor, expense_id: int) -> Expense:
    """One expense with everything its page names, or `NotSeen`."""
    files: QuerySet[Receipt] = Receipt.objects.select_related("file").order_by("pk")
    expense = expenses_seen_by(by).prefetch_related(Prefetch("receipts", files)).filter(pk=expense_id).first()
    if expense is None:
        raise NotSeen(_("There is no such expense, or it was deleted."))
    return expense


def any_converted() -> bool:
    """Whether any expense has a cost: from then on the agency's currency can no longer change."""
    return Expense.objects.filter(cost__isnull=False).exists()


def last_of(by: Actor) -> Expense | None:
    """What the actor logged last for themselves."""
    return Expense.objects.filter(person_id=by.person_id).order_by("-pk").first()
