"""Permissions for money."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_see_money(actor: Actor) -> Answer:
    """Return whether the actor sees at least hours. The same right decides how much each page shows."""
    return (
        YES
        if _right(actor) >= MoneyRight.HOURS
        else no(_("You don’t have access to hours or amounts. Ask an administrator."))
    )


def sees_amounts(actor: Actor) -> bool:
    """Return whether the actor sees fees at least somewhere. Without, the pages of money have hours only."""
    return _right(actor) >= MoneyRight.FEE


def may_see_ahead(actor: Actor) -> Answer:
    """Return whether the actor can see the outlook: directors, finance and executives. Amounts need a money right."""
    try:
        person = person_of(actor)
    except Refused:
        return no(_("Only directors, finance and executives can see the outlook."))
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE, roles.EXECUTIVE):
        return may_see_money(actor)
    return no(_("Only directors, finance and executives can see the outlook."))


def may_ask_profit(actor: Actor) -> Answer:
    """Return whether the actor can list margins on the command line: those who can see them."""
    return YES if _right(actor) >= MoneyRight.MARGIN else no(_("Only people with access to margins can list them."))


def may_end_months(actor: Actor) -> Answer:
    """Return whether the actor can close months: finance with the right to cost by person, as the page shows pay."""
    try:
        person = person_of(actor)
    except Refused:
        return no(_("Only finance can close a month."))
    if person.has_role(roles.FINANCE) and person.money_right >= MoneyRight.COST:
        return YES
    return no(_("Only finance can close a month."))


def _right(actor: Actor) -> MoneyRight:
    try:
        return MoneyRight(person_of(actor).money_right)
    except Refused:
        return MoneyRight.NONE
