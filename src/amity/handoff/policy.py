"""Permissions for hand-offs: the account's side gives, the named person takes, no one gives to themselves."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.handoff import rules
from amity.handoff.models import Handoff
from amity.handoff.rules import OF_WORK, SUCCESSION
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.policy import manages
from amity.projects.stand_ins.of_person import covers_for
from amity.shared.permission import YES, Answer, no


def gives(person: Person, handoff: Handoff) -> bool:
    """Return whether the person is on the giving side: as the giver, or as responsible for the account."""
    if person.pk == handoff.giver_id:
        return True
    return handoff.account is not None and accounts.answers_for(person, handoff.account)


def may_prepare(person: Person, project: Project) -> Answer:
    """Return whether a person can hand off a project: its account manager, and those responsible for its account."""
    if person.pk == project.account_manager_id:
        return YES
    if project.account is not None and accounts.answers_for(person, project.account):
        return YES
    return no(_("Only the account manager of %(project)s can hand it off.") % {"project": project.name})


def may_give_account(person: Person, account: Account, kind: str) -> Answer:
    """Return whether a person can hand over an account: those who assign its manager. A cover also its own manager."""
    return accounts.may_assign(person) if kind == SUCCESSION else accounts.may_cover(person, account)


def may_write(person: Person, handoff: Handoff) -> Answer:
    """Return whether a person can edit the hand-off: the giving side, while it isn't offered."""
    if not gives(person, handoff):
        return no(
            _("Only the account manager and the directors of the account can edit the hand-off of %(what)s.")
            % {"what": handoff}
        )
    if handoff.state not in rules.WRITABLE:
        return no(_("This hand-off has been offered. Withdraw the offer before you edit it."))
    return YES


def may_offer(person: Person, handoff: Handoff) -> Answer:
    """Return whether a person can offer it and withdraw the offer: the giving side, but never the taker."""
    if not gives(person, handoff):
        return no(
            _("Only the account manager and the directors of the account can offer the hand-off of %(what)s.")
            % {"what": handoff}
        )
    if handoff.account is not None and not is_of_work(handoff):
        return may_give_account(person, handoff.account, handoff.kind)
    if handoff.taker_id is not None and handoff.taker_id == handoff.giver_id:
        return no(_("The same person is on both sides, so no hand-off is needed."))
    return YES


def may_take(person: Person, handoff: Handoff) -> Answer:
    """Return whether a person can read back, accept and return it: the taker, and for work their stand-in.

    A stand-in of the taker who gives the work isn't on both sides.
    """
    if person.pk == handoff.taker_id or covers_taker(person, handoff):
        return YES
    name = handoff.taker.name if handoff.taker else _("no one yet")
    return no(_("Only the person taking over %(what)s can answer: %(name)s.") % {"what": handoff, "name": name})


def covers_taker(person: Person, handoff: Handoff) -> bool:
    """Return whether a person covers today for the project manager to whom work is handed off."""
    return is_of_work(handoff) and covers_for(person, handoff.taker_id) and not gives(person, handoff)


def may_finish(person: Person, handoff: Handoff, owner_id: int) -> Answer:
    """Return whether a person can mark a condition as met: its owner and both sides."""
    if person.pk == owner_id or person.pk == handoff.taker_id or gives(person, handoff):
        return YES
    return no(_("Only the owner of the condition, or either side of the hand-off, can mark it as met."))


def may_raise_cap(person: Person, project: Project) -> Answer:
    """Return whether a person can raise the cap: the account's side, because it bears the risk."""
    if may_prepare(person, project):
        return YES
    return no(_("Only the account manager and the directors of the account can allow more work at risk."))


def may_stop(person: Person, project: Project) -> Answer:
    """Return whether a person can stop the work: both sides, because one takes it and the other bears the risk."""
    if manages(person, project) or may_prepare(person, project):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can stop the work.")
        % {"project": project.name}
    )


def may_see_list(person: Person) -> bool:
    """Return whether the person needs the list of hand-offs. Those who only work in a team don't."""
    return any(role not in (roles.TEAM_MEMBER, roles.ADMINISTRATOR) for role in person.roles)


def is_run_by_another(handoff: Handoff) -> bool:
    """Return whether someone other than taker and giver runs the work now, and so should take it themselves."""
    project = handoff.project
    return project is not None and project.manager_id not in (None, handoff.taker_id, handoff.giver_id)


def is_of_work(handoff: Handoff) -> bool:
    """Return whether it is about a project or a retainer request, not an account."""
    return handoff.kind in OF_WORK
