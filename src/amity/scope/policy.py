"""Permissions for requests: those who see an account log them, those who record what its client wants close them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects import policy as projects
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import covers_for
from amity.scope.models import Request
from amity.shared.permission import YES, Answer, MoneyRight, no


def is_asked_by_clients(person: Person) -> bool:
    """Return whether a person works with clients. Executives read, and administrators have no accounts."""
    return bool(person.roles - {roles.EXECUTIVE, roles.ADMINISTRATOR})


def may_include(person: Person, pooled: Iterable[Project]) -> Answer:
    """Return whether a person can log requests as included: those who can change a project of the agreement."""
    answers = [projects.may_edit(person, project) for project in pooled]
    if any(answers):
        return YES
    return next(iter(answers), no(_("This agreement has no project yet.")))


def may_change(person: Person, request: Request) -> Answer:
    """Return whether a person can change, close or reopen a request.

    One within a retainer is changed by those who run its work, any other by those who record what the client wants.
    """
    if request.item is not None:
        return projects.may_edit(person, request.item.project)
    if request.account is None:
        return no(_("This request has no account."))
    return accounts.may_keep(person, request.account)


def may_assess(person: Person, request: Request) -> Answer:
    """Return whether a person can assess a request: the assessor, and those who record what the client wants."""
    if person.pk == request.assessor_id or covers_for(person, request.assessor_id):
        return YES
    if request.project is not None and projects.manages(person, request.project):
        return YES
    if request.account is None:
        return no(_("This request has no account."))
    return accounts.may_keep(person, request.account)


def may_decide(person: Person, request: Request) -> Answer:
    """Return whether a person can decide on a request: those who answer for the account."""
    if request.account is not None and accounts.answers_for(person, request.account):
        return YES
    return no(_("Only the account manager, the stand-in or the director can decide on a request."))


def may_give_above_limit(person: Person, request: Request) -> Answer:
    """Return whether a person can do work at no charge above what is left or the manager's limit: the director."""
    account = request.account
    if account is not None and (person.pk == account.director_id or person.has_role(roles.ACCOUNT_DIRECTOR)):
        return YES
    names = {"who": account.director.name if account and account.director else _("a director")}
    return no(_("This is above the limit for work at no charge. Ask %(who)s to decide, or choose another way.") % names)


def may_let_work_start(person: Person, request: Request) -> Answer:
    """Return whether a person can let work start before the signature: those who answer for the account."""
    if request.lost_order:
        return no(_("%(order)s was withdrawn, so no one will sign it.") % {"order": request.order})
    if request.account is not None and accounts.answers_for(person, request.account):
        return YES
    return no(_("Only the account manager, the stand-in or the director can let work start before the signature."))


def may_close_after(person: Person, request: Request) -> Answer:
    """Return whether a person can close a request whose change order was withdrawn."""
    if not (request.is_open and request.lost_order):
        return no(_("This request has no change order that was withdrawn."))
    return may_change(person, request)


def may_see_courtesy(person: Person, account: Account) -> Answer:
    """Return whether a person can see what is left at no charge: those who answer for the account and can see fees."""
    if person.money_right >= MoneyRight.FEE and accounts.answers_for(person, account):
        return YES
    return no(_("Only the account manager, the stand-in or the director can see what is left at no charge."))
