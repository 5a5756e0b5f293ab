"""Permissions for findings and for the three questions."""

from django.utils.translation import gettext as _

from amity.agency import policy as agency
from amity.agreements import policy as agreements
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, MoneyRight, no

READERS = (
    roles.ACCOUNT_MANAGER,
    roles.ACCOUNT_DIRECTOR,
    roles.PROJECT_MANAGER,
    roles.BUSINESS_AFFAIRS,
    roles.LEGAL,
    roles.FINANCE,
    roles.EXECUTIVE,
)


def may_see_found(actor: Actor) -> Answer:
    """Return whether the actor can see findings: those responsible for accounts or projects, or who see all."""
    person = _person(actor)
    if person and person.has_role(*READERS) and person.money_right >= MoneyRight.HOURS:
        return YES
    return no(
        _(
            "Only account managers, directors, project managers, business affairs, legal, finance and "
            "executives can see findings."
        )
    )


def may_answer(actor: Actor) -> Answer:
    """Return whether the actor can answer the three questions: finance and directors with a right to fees."""
    person = _person(actor)
    if person and person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR) and person.money_right >= MoneyRight.FEE:
        return YES
    return no(_("Only finance and directors can answer the three questions."))


def may_answer_people_cost(actor: Actor) -> Answer:
    """Return whether the actor can answer the first question: only finance, since it confirms and applies
    cost rates.
    """
    return agency.may_set_cost(actor)


def may_print_agreements(actor: Actor) -> Answer:
    """Return whether the actor can print agreements, which show fees."""
    person = _person(actor)
    return (
        agreements.may_print(person)
        if person
        else no(_("Documents show amounts. Only people with access to fees can open them."))
    )


def _person(actor: Actor) -> Person | None:
    try:
        return person_of(actor)
    except Refused:
        return None
