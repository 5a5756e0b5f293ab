"""Permissions for conversations: those who see an account add to it, its people and the author change a note."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.conversations.models import Action, Note, PassOn
from amity.conversations.rules import NOT_FOR_TEAM, TO_TEAM
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_change(person: Person, note: Note) -> Answer:
    """Return whether a person can change a note: its author, and those who record what the client wants."""
    if note.author_id == person.pk:
        return YES
    return accounts.may_keep(person, note.account)


def may_finish(person: Person, action: Action) -> Answer:
    """Return whether a person can finish or change an action: its owner, and those who record what the client wants."""
    if action.owner_id == person.pk:
        return YES
    return accounts.may_keep(person, action.account)


def may_answer(person: Person, passed: PassOn, answer: str) -> Answer:
    """Return whether a person can give an answer to what was passed on.

    The colleague it is for acknowledges it. Everything else is for the account manager and whoever answers for the
    account with them.
    """
    if passed.direction == TO_TEAM and answer != NOT_FOR_TEAM:
        if passed.colleague_id == person.pk:
            return YES
        return no(_("Only the colleague it is for can acknowledge this."))
    if accounts.answers_for(person, passed.account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can decide this.")
        % {"account": passed.account.name}
    )
