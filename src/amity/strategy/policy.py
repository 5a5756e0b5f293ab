"""Permissions for goals and strategy: the account's managers, and the strategy owner there."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.charter import queries as charter
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_set(person: Person, account: Account) -> Answer:
    """Return whether a person can set, measure and revise goals: those who can record what the client wants."""
    return accounts.may_keep(person, account)


def may_draft(person: Person, account: Account) -> Answer:
    """Return whether a person can draft a card: those who can record what the client wants, and the strategy owner."""
    if accounts.may_keep(person, account) or owns(person, account):
        return YES
    return no(_("Only people who work with %(account)s can draft its strategy.") % {"account": account.name})


def may_move(person: Person, account: Account) -> Answer:
    """Return whether a person can agree a card and put it in force: the strategy owner, and the account's directors."""
    if accounts.answers_for(person, account) or owns(person, account):
        return YES
    return no(_("Only the strategy owner of %(account)s can agree it.") % {"account": account.name})


def owns(person: Person, account: Account) -> bool:
    """Return whether the account's strategy is this person's duty, alone or shared."""
    return person in charter.holder(account, "strategy").people


def owners_of(account: Account) -> tuple[Person, ...]:
    """Return whose duty the account's strategy is."""
    return tuple(charter.holder(account, "strategy").people)
