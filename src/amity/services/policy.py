"""Permissions for the services map: who sees it, and who records what a client has."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_see_map(person: Person) -> Answer:
    """Return whether a person can open the map: those who may have full access to any account."""
    if person.has_role(*roles.SEES_EVERY_ACCOUNT, roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR):
        return YES
    return no(_("Only account managers, directors and those who see every account can see this."))


def may_see(person: Person, account: Account) -> Answer:
    """Return whether a person can see the services of an account: those with full access to it."""
    if accounts.sees_whole(person, account):
        return YES
    return no(_("Only people with full access to %(account)s can see its services.") % {"account": account.name})


def may_record(person: Person, account: Account) -> Answer:
    """Return whether a person can record who does a service: those responsible for the account."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can record this.") % {"account": account.name}
    )


def sees_spend(person: Person) -> bool:
    """Return whether a person sees what a client spends: with the right to hours and fees."""
    return person.money_right >= MoneyRight.FEE


def sees_hours(person: Person) -> bool:
    """Return whether a person sees hours."""
    return person.money_right >= MoneyRight.HOURS
