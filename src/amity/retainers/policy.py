"""Permissions for retainers and their requests. Agreeing on terms needs the right to edit the agreement."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from amity.agreements import policy as agreements
from amity.agreements.models import Agreement
from amity.people.queries import person_of
from amity.projects import policy as projects
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_see(by: Actor) -> Answer:
    """Return whether the actor can see retainers: those with a right to hours."""
    try:
        if by.person_id and person_of(by).money_right >= MoneyRight.HOURS:
            return YES
    except Refused:  # no active person: the page itself refuses, not the navigation around it
        pass
    return no(_("You don’t have access to hours. Ask an administrator."))


def sees_fee(by: Actor) -> bool:
    """Return whether the actor can see amounts."""
    return agreements.sees_fee(person_of(by))


def may_agree(by: Actor, agreement: Agreement) -> Answer:
    """Return whether the actor can set terms, buy top-ups and decide on overage: those who can edit the agreement."""
    return agreements.may_write(person_of(by), agreement)


def may_send_note(by: Actor, agreement: Agreement) -> Answer:
    """Return whether the actor can record a note as sent: those who can set terms with that client."""
    if may_agree(by, agreement):
        return YES
    return no(_("Only the account manager, the directors and finance can record a note to the client as sent."))


def may_work(by: Actor, pooled: Iterable[Project]) -> Answer:
    """Return whether the actor can log requests and deliveries: those who can change a project of the retainer."""
    person = person_of(by)
    answers = [projects.may_edit(person, project) for project in pooled]
    if any(answers):
        return YES
    return next(iter(answers), no(_("This agreement has no project yet.")))
