"""Permissions for briefs. The account's side edits them, and the people who will run the work can read them."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.agency import rules as agency
from amity.briefs import hooks
from amity.briefs.models import Brief, HoursAsked
from amity.briefs.moves import rules as states
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_open(person: Person, account: Account) -> Answer:
    """Return whether a person can create a brief: those responsible for the account who can see fees."""
    if not sees_fee(person):
        return no(_("You can’t see fees, so you can’t agree a budget."))
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can write its briefs.") % {"account": account}
    )


def may_write(person: Person, brief: Brief) -> Answer:
    """Return whether a person can change the status and request hours: those who can create a brief for the account."""
    return may_open(person, brief.account)


def may_edit(person: Person, brief: Brief) -> Answer:
    """Return whether a person can edit a brief: while it is a draft. Later it is what the client has seen."""
    if brief.state == states.CONVERTED:
        return no(_("This brief has been converted to work. Make any changes there."))
    if brief.state != states.DRAFT:
        return no(_("This brief is no longer a draft. Return it to draft to change it."))
    return may_write(person, brief)


def may_say(person: Person, brief: Brief) -> Answer:
    """Return whether a person can record certainty and ask questions: while the brief is open, even with the client."""
    allowed = may_write(person, brief)
    return allowed if brief.state in states.OPEN else may_edit(person, brief)


def may_answer(person: Person, asked: HoursAsked) -> Answer:
    """Return whether a person can answer a request for hours: the person who was asked, or their stand-in today."""
    if asked.person_id == person.pk or any(covers(person, asked.person_id) for covers in hooks.covers_for):
        return YES
    return no(_("Only the person who was asked can answer with hours."))


def may_keep_templates(person: Person) -> Answer:
    """Return whether a person can save line templates: account managers, project managers and directors."""
    if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, roles.PROJECT_MANAGER):
        return YES
    return no(_("Only account managers, project managers and directors can save templates."))


def may_see_prices(person: Person) -> Answer:
    """Return whether a person can ask what a budget buys: those who can see fees."""
    return YES if sees_fee(person) else no(_("You can’t see fees, so you can’t see what a budget buys."))


def sees_fee(person: Person) -> bool:
    """Return whether the person can see budgets, rates and prices."""
    return person.money_right >= MoneyRight.FEE


def sees_margin(person: Person, level: str) -> bool:
    """Return whether the person can see cost and margin.

    A cost level that reveals someone's pay needs the right to costs.
    """
    return person.money_right >= (MoneyRight.COST if level == agency.PERSON else MoneyRight.MARGIN)


def sees_target(person: Person) -> bool:
    """Return whether the person can see if a margin is on or below its target."""
    return person.money_right >= MoneyRight.TARGET
