"""Who may change who does what. Everybody on the account reads it."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_set_default(person: Person) -> Answer:
    """The default of the agency: directors and administrators."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return YES
    return no(_("Only directors and administrators set who does what for the whole agency."))


def may_change(person: Person, account: Account) -> Answer:
    """Who does what on an account, and its objectives: who answers for it."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s say who does what there.")
        % {"account": account.name}
    )


def may_read_margin(person: Person) -> Answer:
    """A margin is told to who sees margins."""
    if person.money_right >= MoneyRight.MARGIN:
        return YES
    return no(_("You do not see margins; the account manager does."))
