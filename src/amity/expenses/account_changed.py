"""Move a project's expenses to its new account, in the same transaction."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.expenses.changes import put_billed_on
from amity.expenses.models import Expense
from amity.expenses.rules import DELIVERY
from amity.projects.models import Project
from amity.projects.queries import pricing_of
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.timesheets import months


def may_move(project: Project) -> Answer:
    """Refuse the move while some expenses are in a closed month, because an account's closed figures never change."""
    days = Expense.objects.filter(project=project).order_by().dates("spent_on", "month")
    if closed := months.hold(*days):
        return no(
            _(
                "This project has expenses in %(months)s, which is closed. Ask finance to reopen it, then move the "
                "project."
            )
            % {"months": months.names_of(closed)}
        )
    return YES


def follow(project: Project, _before: int | None, by: Actor, now: datetime) -> None:
    """Move all expenses of a project to its current account.

    A billed amount stays if the currency is the same. In another currency it is unknown until someone enters it again.
    If the project has no client any more, pass-through costs become delivery expenses that aren't billed.
    """
    may_move(project).or_refuse()
    moving = Expense.objects.filter(project=project).exclude(account=project.account)
    pricing, moved = pricing_of(project.pk), 0
    for expense in moving.select_for_update(of=("self",)).order_by("pk"):
        expense.account_id = project.account_id
        if project.account_id is None:
            expense.kind = DELIVERY
        same = pricing is not None and pricing.currency == expense.billed_currency
        put_billed_on(expense, expense.billable, expense.billed if same else None)
        expense.version += 1
        expense.save()
        moved += 1
    if moved:
        detail = {"account_id": project.account_id, "expenses": moved}
        trail.record("expenses.moved", subject=Ref("projects.project", project.pk), by=by, at=now, changes=detail)
