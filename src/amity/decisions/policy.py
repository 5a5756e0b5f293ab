"""Permissions for decisions: who works for the account prepares them, its manager and directors decide."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.decisions.models import Consultation, Decision
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_prepare(person: Person, account: Account) -> Answer:
    """Return whether a person can open a decision and prepare it: those who record what the client wants."""
    return accounts.may_keep(person, account)


def may_decide(person: Person, decision: Decision) -> Answer:
    """Return whether a person can decide: the account manager, a stand-in, or a director of the account."""
    if accounts.answers_for(person, decision.account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can decide this.")
        % {"account": decision.account.name}
    )


def may_answer(person: Person, consultation: Consultation) -> Answer:
    """Return whether a person can answer a consultation: the colleague who was asked."""
    if consultation.person_id == person.pk:
        return YES
    return no(_("Only %(name)s can answer this.") % {"name": consultation.person.name})


def is_director_of(person: Person, account: Account) -> bool:
    """Return whether a person can give the director's agreement for an account: not its account manager."""
    if person.pk == account.manager_id:
        return False
    return person.pk == account.director_id or (account.director_id is None and person.has_role(roles.ACCOUNT_DIRECTOR))
