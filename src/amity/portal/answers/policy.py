"""Permissions for answers: who takes note of one, and who resumes after the client asked to hold on."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.people.models import Person
from amity.portal.answers.models import Answer
from amity.shared.permission import YES, no
from amity.shared.permission import Answer as May


def may_act(person: Person, answer: Answer) -> May:
    """Return whether a person can mark an answer as read or resume: the author, or who answers for the account."""
    if answer.item.author_id == person.pk or accounts.answers_for(person, answer.account):
        return YES
    return no(_("Only the author and the account manager can do this."))
