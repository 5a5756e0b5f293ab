"""Who connects a mailbox: each person their own, and those who answer for an account its shared one."""

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.policy import answers_for
from amity.mailbox.connections.models import Connection
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_connect(person: Person, account: Account | None) -> Answer:
    """Return whether a person can connect a mailbox: their own, or that of an account they answer for."""
    if account is None or answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can connect its mailbox.")
        % {"account": account.name}
    )


def may_change(person: Person, connection: Connection) -> Answer:
    """Return whether a person can change a mailbox: its own person, or those who answer for its account."""
    if connection.account is not None:
        return may_connect(person, connection.account)
    return YES if connection.person_id == person.pk else no(_("Only its own person can change this mailbox."))


def may_fetch(person: Person, account: Account) -> Answer:
    """Return whether a person can have the text of an email read that is known by its headers."""
    if answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can fetch the text of emails.")
        % {"account": account.name}
    )


def may_set_up(person: Person) -> Answer:
    """Return whether a person can set app registrations and the rule for reading: administrators."""
    if person.has_role(roles.ADMINISTRATOR):
        return YES
    return no(_("Only an administrator can change the agency’s settings."))
