"""Permissions for duties and objectives. Everyone on the account can read them."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.charter.models import Objective
from amity.charter.objectives.rules import MARGIN
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_set_default(person: Person) -> Answer:
    """Return whether a person can set the agency's default: directors and administrators."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return YES
    return no(_("Only directors and administrators can set who does what for the whole agency."))


def may_change(person: Person, account: Account) -> Answer:
    """Return whether a person can set an account's duties and objectives: those responsible for it."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can set who does what.")
        % {"account": account.name}
    )


def may_read(person: Person, objective: Objective) -> Answer:
    """Return whether a person can record values: those who work with the client, and see margins for a margin."""
    if objective.kind == MARGIN and person.money_right < MoneyRight.MARGIN:
        return no(_("You can’t see margins. Ask the account manager."))
    return accounts.may_keep(person, objective.account)
