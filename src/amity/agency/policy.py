"""Permissions for the agency's settings, cost rates and rate cards."""

from django.utils.translation import gettext as _

from amity.people import queries as people
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_change_settings(actor: Actor) -> Answer:
    """Return whether the actor can change the agency's settings: administrators."""
    if _holds(actor, roles.ADMINISTRATOR):
        return YES
    return no(_("Only an administrator can change the agency’s settings."))


def may_see_calendar(actor: Actor) -> Answer:
    """Return whether the actor can see the calendar: administrators, finance and account directors."""
    held = _holds(actor, roles.ADMINISTRATOR, roles.FINANCE, roles.ACCOUNT_DIRECTOR)
    return YES if held else no(_("Only administrators, finance and directors can see this."))


def may_see_prices(actor: Actor) -> Answer:
    """Rate card and exchange rates: who sees margins, and looks after prices."""
    person = _person(actor)
    if person and person.money_right >= MoneyRight.MARGIN and person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR):
        return YES
    return no(_("Only finance and directors can see the rate card."))


def may_set_prices(actor: Actor) -> Answer:
    """Finance sets the rate card and the exchange rates."""
    person = _person(actor)
    if person and person.has_role(roles.FINANCE) and person.money_right >= MoneyRight.MARGIN:
        return YES
    return no(_("Only finance can set rates and exchange rates."))


def may_set_cost(actor: Actor) -> Answer:
    """Cost rates: finance, with the right to see cost by person. To see them takes as much as to set them."""
    person = _person(actor)
    if person and person.has_role(roles.FINANCE) and person.money_right >= MoneyRight.COST:
        return YES
    return no(_("Only finance can see and set hourly costs."))


def _holds(actor: Actor, *held: str) -> bool:
    person = _person(actor)
    return person is not None and person.has_role(*held)


def _person(actor: Actor) -> Person | None:
    try:
        return people.person_of(actor)
    except Refused:
        return None
