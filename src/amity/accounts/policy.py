"""Permissions for accounts.

The account manager or stand-in, the lead and the directors can edit. Others can read or import.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.any_account import AnyAccount
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def answers_for(person: Person, account: Account) -> bool:
    """Return whether the person is its manager or director, their stand-in or lead, or any director if it has no
    manager.
    """
    if person.pk in (account.manager_id, account.director_id):
        return True
    if account.manager_id is None and person.has_role(roles.ACCOUNT_DIRECTOR):
        return True
    if account.manager is not None and account.manager.lead_id == person.pk:
        return True
    return stands_in(person, account)


def stands_in(person: Person, account: Account) -> bool:
    """Return whether the person stands in for the account manager today, where they are."""
    today = person.day_of(timezone.now())
    return any(one.stand_in_id == person.pk and one.runs_on(today) for one in account.known_covers)


def sees_whole(person: Person, account: Account | AnyAccount) -> bool:
    """Return whether the person has full access to the account, not only to their own work there."""
    if isinstance(account, AnyAccount):
        return account.is_seen_whole
    return person.has_role(*roles.SEES_EVERY_ACCOUNT) or answers_for(person, account)


def may_open(person: Person) -> Answer:
    """Return whether a person can create accounts: account managers and directors, and finance, which imports them."""
    if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, roles.FINANCE):
        return YES
    return no(_("Only account managers, directors and finance can create accounts."))


def may_edit(person: Person, account: Account) -> Answer:
    """Return whether a person can edit the account: those responsible for it, and finance if it has no manager."""
    if answers_for(person, account) or (account.manager_id is None and person.has_role(roles.FINANCE)):
        return YES
    return no(_("Only the account manager and the directors of %(account)s can change it.") % {"account": account.name})


def may_erase(person: Person, account: Account) -> Answer:
    """Return whether a person can erase contacts: the account manager, directors and administrators, not a stand-in."""
    if person.pk in (account.manager_id, account.director_id):
        return YES
    if person.has_role(roles.ADMINISTRATOR) or (account.manager_id is None and answers_for(person, account)):
        return YES
    return no(_("Only the account manager, the director and administrators can erase a contact."))


def may_bring_in(person: Person, account: Account) -> Answer:
    """Return whether a person can add contacts and lines: finance by import, and those who can edit the account."""
    if person.has_role(roles.FINANCE):
        return YES
    return may_edit(person, account)


def may_keep(person: Person, account: Account) -> Answer:
    """Return whether a person can record what the client wants: those responsible, and those other parts add."""
    if answers_for(person, account) or person.pk in account.kept_by:
        return YES
    return no(
        _("Only the account manager, the director and the project managers of %(account)s can record this.")
        % {"account": account.name}
    )


def may_assign(person: Person) -> Answer:
    """Return whether a person can assign an account: directors, and finance, which imports accounts."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE):
        return YES
    return no(_("Only directors and finance can assign an account."))


def may_cover(person: Person, account: Account) -> Answer:
    """Return whether a person can name a stand-in: the account manager, directors and finance, not a stand-in."""
    if person.pk in (account.manager_id, account.director_id) or may_assign(person):
        return YES
    return no(_("Only the account manager, directors and finance can name a stand-in."))
