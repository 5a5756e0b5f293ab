"""Who may agree what with a client, and who sees the amounts."""

from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.lines import policy as lines
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import Answer, MoneyRight, no


def may_write(person: Person, agreement: Agreement) -> Answer:
    """Who answers for the account, and finance; they must see the fee, or they would overwrite what they cannot see."""
    if not sees_fee(person):
        return no(_("You do not see fees, so you cannot agree on them."))
    return lines.may_write(person, agreement.account)


def sees_all(person: Person) -> bool:
    """Whether every agreement is seen by role."""
    return person.has_role(*roles.SEES_EVERY_ACCOUNT)


def sees_without_account(person: Person) -> bool:
    """Whether agreements that have no account yet are seen: by directors."""
    return person.has_role(roles.ACCOUNT_DIRECTOR)


def sees_fee(person: Person) -> bool:
    """Whether fees, rates and discounts are shown to the person."""
    return person.money_right >= MoneyRight.FEE


def may_open(person: Person, allowed: Answer) -> Answer:
    """Open an agreement, where `allowed` says whether lines may be written for its account."""
    if not sees_fee(person):
        return no(_("You do not see fees, so you cannot agree on them."))
    return allowed
