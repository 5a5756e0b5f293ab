"""Permission for the report on all accounts."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_read(actor: Actor) -> Answer:
    """Return whether the actor can read the report: directors, finance and executives who see margins."""
    refusal = no(_("Only directors, finance and executives with access to margins can open this report."))
    try:
        person = person_of(actor)
    except Refused:
        return refusal
    has_role = person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE, roles.EXECUTIVE)
    return YES if has_role and person.money_right >= MoneyRight.MARGIN else refusal
