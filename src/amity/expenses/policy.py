"""Permissions for expenses, and for their amounts."""

from django.utils.translation import gettext as _

from amity.expenses.models import Expense
from amity.expenses.rules import RIGHTS
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.permission import YES, Answer, MoneyRight, no
from amity.timesheets import policy as time


def may_log(person: Person, *, whose: Person, project: Project | None) -> Answer:
    """Return whether a person can log expenses: those who can log time there. Finance and directors log for anyone."""
    return time.may_log(person, whose=whose, project=project)


def may_bring(person: Person) -> Answer:
    """Return whether a person can import expenses of closed projects and people who left: those who log for others."""
    if logs_for_others(person):
        return YES
    return no(_("Only finance and directors can record expenses for other people."))


def logs_for_others(person: Person) -> bool:
    """Return whether the person can log expenses that other people paid."""
    return time.logs_for_others(person)


def may_edit(person: Person, expense: Expense) -> Answer:
    """Return whether a person can change an expense: their own, or any for finance and directors.

    Finance and directors also need the right to its amounts, because the form shows them.
    """
    if expense.person_id == person.pk:
        return YES
    if not logs_for_others(person):
        return no(_("Only the person who paid, a director or finance can change this expense."))
    if sees_cost(person, expense) and sees_billed(person, expense):
        return YES
    return no(_("You need access to its amounts to change this expense."))


def may_convert(person: Person) -> Answer:
    """Return whether a person can convert expenses that had no exchange rate: finance."""
    if person.has_role(roles.FINANCE):
        return YES
    return no(_("Only finance can convert expenses at new exchange rates."))


def sees_cost(person: Person, expense: Expense) -> bool:
    """Return whether the cost is shown: one's own, pass-through from *hours and fee*, others from *margin*."""
    return expense.person_id == person.pk or person.money_right >= RIGHTS[expense.kind]


def sees_billed(person: Person, expense: Expense) -> bool:
    """Return whether the billed amount is shown: one's own, others from *hours and fee*."""
    return expense.person_id == person.pk or person.money_right >= MoneyRight.FEE
