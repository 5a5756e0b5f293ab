"""Permissions for briefs: the account's side edits them, the people who will run the work can read them."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.agency import rules as agency
from amity.briefs.models import Brief, HoursAsked
from amity.briefs.moves import rules as states
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_open(person: Person, account: Account) -> Answer:
    """Who answers for the account; they must see fees, since a brief holds a budget."""
    if not sees_fee(person):
        return no(_("You can’t see fees, so you can’t agree a budget."))
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can write its briefs.") % {"account": account}
    )


def may_write(person: Person, brief: Brief) -> Answer:
    """Move a brief, request hours and apply them: those who can create one for its account."""
    return may_open(person, brief.account)


def may_edit(person: Person, brief: Brief) -> Answer:
    """Edit a brief while it is a draft. Later it is what the client has seen."""
    if brief.state == states.CONVERTED:
        return no(_("This brief has been converted to work. Make any changes there."))
    if brief.state != states.DRAFT:
        return no(_("This brief is no longer a draft. Return it to draft to change it."))
    return may_write(person, brief)


def may_say(person: Person, brief: Brief) -> Answer:
    """Say how well something is known, or ask for it: also after the client has the brief, while it lives."""
    allowed = may_write(person, brief)
    return allowed if brief.state in states.OPEN else may_edit(person, brief)


def may_answer(person: Person, asked: HoursAsked) -> Answer:
    """Say how many hours something takes: who was asked."""
    return YES if asked.person_id == person.pk else no(_("Only the person who was asked can answer with hours."))


def may_keep_templates(person: Person) -> Answer:
    """Account managers, project managers and directors can save line templates."""
    if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, roles.PROJECT_MANAGER):
        return YES
    return no(_("Only account managers, project managers and directors can save templates."))


def may_see_prices(person: Person) -> Answer:
    """Ask what a budget buys."""
    return YES if sees_fee(person) else no(_("You can’t see fees, so you can’t see what a budget buys."))


def sees_fee(person: Person) -> bool:
    """Return whether budgets, rates and prices are shown to the person."""
    return person.money_right >= MoneyRight.FEE


def sees_margin(person: Person, level: str) -> bool:
    """Return whether cost and margin are shown; at a cost level that gives a person's pay away only with that right."""
    return person.money_right >= (MoneyRight.COST if level == agency.PERSON else MoneyRight.MARGIN)


def sees_target(person: Person) -> bool:
    """Return whether the person can see if a margin is on or below its target."""
    return person.money_right >= MoneyRight.TARGET
