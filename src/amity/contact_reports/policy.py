"""Permissions for contact reports: those who record what the client wants write and submit them."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.contact_reports.models import ContactReport
from amity.conversations.models import Note
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_draft(person: Person, account: Account) -> Answer:
    """Return whether a person can draft reports for an account, or find that a note needs none."""
    if accounts.may_keep(person, account):
        return YES
    return no(
        _("Only the account manager, the director and the project managers of %(account)s can write contact reports.")
        % {"account": account.name}
    )


def may_draft_of(person: Person, note: Note) -> Answer:
    """Return whether a person can draft a report from a note."""
    return may_draft(person, note.account)


def may_change(person: Person, report: ContactReport) -> Answer:
    """Return whether a person can change, submit and correct a report."""
    return may_draft(person, report.account)


def may_set_days(person: Person, account: Account) -> Answer:
    """Return whether a person can set a client's country, and record when its contacts are away."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can set the days of this client.")
        % {"account": account.name}
    )
