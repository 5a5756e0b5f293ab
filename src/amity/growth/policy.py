"""Permissions for opportunities: who answers for the account keeps them, and whoever owns one."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.briefs.policy import sees_fee
from amity.growth.models import Opportunity
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no

__all__ = ["may_change", "may_record", "may_see", "sees_fee"]


def may_see(person: Person) -> Answer:
    """Return whether a person can open the pipeline: those with accounts, and those who see every account."""
    if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, *roles.SEES_EVERY_ACCOUNT):
        return YES
    return no(
        _("Only account managers, directors, executives, finance, business affairs and legal can open the pipeline.")
    )


def may_record(person: Person, account: Account | None) -> Answer:
    """Return whether a person can record an opportunity of an account, or of a prospect without one."""
    if not sees_fee(person):
        return no(_("You can’t see fees, so you can’t record opportunities."))
    if account is None:
        if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR):
            return YES
        return no(_("Only account managers and directors can record opportunities of prospects."))
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can record its opportunities.")
        % {"account": account.name}
    )


def may_change(person: Person, opportunity: Opportunity) -> Answer:
    """Return whether a person can change an opportunity: those who can record it, and its owner."""
    if opportunity.owner_id == person.pk and sees_fee(person):
        return YES
    return may_record(person, opportunity.account)
