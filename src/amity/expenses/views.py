"""Pages of an expense and its receipts. The list is in `tables`."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.agency.queries import agency
from amity.audit.actor_rights import actor_of
from amity.expenses import commands, policy, queries, receipts, wording
from amity.expenses.forms import ChangeExpenseForm, ExpenseForm, as_typed
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.timesheets import choices
from amity.timesheets import months as locks
from amity.timesheets.queries import is_closed
from amity.ui.acts import acted
from amity.ui.asked import posted, queried, sent_form

Attach = Callable[[int], None]


def new_expense(request: HttpRequest) -> HttpResponse:
    """Log an expense, with its receipts."""
    person = person_of(actor_of(request))
    sent = sent_form(request)
    start = {"spent_on": timezone.localdate(), "work": queried(request).text("work")}
    whose = choices.whose(person, Q(pk__in=queries.last_who_spent()))
    form = ExpenseForm(*sent, initial=start, person=person, whose=whose, currency=agency().currency)
    answer = _with_receipts(request, form, lambda values, attach: _logged(request, form, values, attach))
    if answer is not None:
        return answer
    return render(request, "expenses/new.html", {"form": form}, status=422 if form.is_bound else 200)


def expense(request: HttpRequest, expense_id: int) -> HttpResponse:
    """Show one expense: its effect on the money, its receipts, and the form for those who can change it."""
    actor = actor_of(request)
    person, seen = person_of(actor), queries.expense_page(actor, expense_id)
    sent = sent_form(request)
    form = ChangeExpenseForm(*sent, initial=as_typed(seen), person=person, currency=seen.currency)
    may, status = policy.may_edit(person, seen), 200
    if form.is_bound:
        may.or_refuse()
        answer = _with_receipts(
            request, form, lambda values, attach: _edited(request, expense_id, form, values, attach)
        )
        if answer is not None:
            return answer
        status = 409 if form.stale_sentence else 422
    context = {
        "expense": seen,
        "form": form,
        "may_edit": may,
        "closed": is_closed(seen.spent_on),
        "effects": wording.effects(person, seen),
        "does": wording.does(seen),
        "kind": wording.SHORT[seen.kind],
        "receipts": seen.receipts.all() if policy.sees_cost(person, seen) else [],
    }
    return render(request, "expenses/expense.html", context, status=status)


@require_POST
def delete_expense(request: HttpRequest, expense_id: int) -> HttpResponse:
    """Delete an expense with its receipts."""
    number = posted(request).whole("version")
    commands.delete_expense(by=actor_of(request), expense_id=expense_id, version=number, now=timezone.now())
    messages.success(request, _("Expense and receipts deleted."))
    return redirect("expenses:expenses")


@require_POST
def remove_receipt(request: HttpRequest, expense_id: int, receipt_id: int) -> HttpResponse:
    """Remove a receipt and delete its file."""
    receipts.remove_receipt(by=actor_of(request), expense_id=expense_id, receipt_id=receipt_id, now=timezone.now())
    messages.success(request, _("Receipt deleted."))
    return redirect("expenses:expense", expense_id)


@require_POST
def convert_expenses(request: HttpRequest) -> HttpResponse:
    """Convert expenses that had no exchange rate."""
    done = commands.convert_expenses(by=actor_of(request), now=timezone.now())
    notice = ngettext("%(count)d expense now has a cost.", "%(count)d expenses now have a cost.", done)
    messages.success(request, notice % {"count": done})
    return redirect("expenses:expenses")


def _with_receipts(
    request: HttpRequest, form: ExpenseForm, act: Callable[[dict[str, Any], Attach], str]
) -> HttpResponse | None:
    """Store the files before a transaction starts, act once, and delete files that were not attached."""
    if not form.is_bound or not form.is_valid():
        return None
    by, now = actor_of(request), timezone.now()
    brought: list[int] = []
    try:
        for file in form.uploads():
            brought.append(receipts.bring(by=by, name=file.name, chunks=file.chunks(), now=now).pk)

        def attach(expense_id: int) -> None:
            for file_id in brought:
                receipts.attach_receipt(by=by, expense_id=expense_id, file_id=file_id, now=now)

        return acted(request, form, lambda values: act(values, attach))
    except Invalid as fault:
        form.show(fault)
        return None
    finally:
        receipts.let_go(brought)


def _logged(request: HttpRequest, form: ExpenseForm, values: dict[str, Any], attach: Attach) -> str:
    try:
        logged = commands.log_expense(
            by=actor_of(request), changes=form.changes(), now=timezone.now(), person_id=values.get("person_id")
        )
    except locks.MonthClosed as closed:
        raise Invalid(closed.sentence, "spent_on") from closed
    attach(logged.pk)
    messages.success(request, _("Expense logged: %(what)s. %(does)s") % {"what": logged, "does": wording.does(logged)})
    return reverse("expenses:expenses")


def _edited(
    request: HttpRequest, expense_id: int, form: ChangeExpenseForm, values: dict[str, Any], attach: Attach
) -> str:
    try:
        commands.edit_expense(
            by=actor_of(request),
            expense_id=expense_id,
            version=values["version"],
            changes=form.changes(),
            now=timezone.now(),
        )
    except locks.MonthClosed as closed:
        raise Invalid(closed.sentence, "spent_on") from closed
    attach(expense_id)
    messages.success(request, _("Saved."))
    return reverse("expenses:expense", args=[expense_id])
