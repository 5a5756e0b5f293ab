"""Permissions for projects: their managers and the account's people edit. Directors and finance create too."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.gate import policy as gate
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects import rules
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import covers_for
from amity.projects.team.members import members_of
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, no


def runs(person: Person, project: Project) -> bool:
    """Return whether the person manages the project: its project manager, their stand-in, or the account's side."""
    if person.pk in (project.manager_id, project.account_manager_id):
        return True
    on_account = accounts.answers_for(person, project.account) if project.account else person.has_role(
        roles.ACCOUNT_DIRECTOR
    )  # fmt: skip
    return on_account or covers_for(person, project.manager_id)


def manages(person: Person, project: Project) -> bool:
    """Return whether the person is the project manager, or covers for them today."""
    return person.pk == project.manager_id or covers_for(person, project.manager_id)


def may_open(person: Person, account: Account | None) -> Answer:
    """Return whether a person can create projects: project and account managers. Directors and finance, since they
    import.
    """
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE, roles.PROJECT_MANAGER):
        return YES
    if account is None and person.has_role(roles.ACCOUNT_MANAGER):
        return YES
    if account is not None and accounts.answers_for(person, account):
        return YES
    return no(_("Only project managers, account managers, directors and finance can create projects."))


def may_edit(person: Person, project: Project) -> Answer:
    """Return whether a person can edit the project: its managers, and finance because it imports projects."""
    if runs(person, project) or person.has_role(roles.FINANCE):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can change it.") % {"project": project.name}
    )


def may_add_work(person: Person, project: Project) -> Answer:
    """Return whether a person can add work items: who can edit the project, until it is over."""
    if project.status in rules.OVER:
        return no(_("%(project)s is over. Mark it as active to add work items.") % {"project": project.name})
    return may_edit(person, project)


def may_staff(person: Person, project: Project) -> Answer:
    """Return whether a person can change the team: the project's managers, directors and finance."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE) or runs(person, project):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can change its team.")
        % {"project": project.name}
    )


def may_put(person: Person, project: Project, account: Account | None) -> Answer:
    """Return whether a person can move a project to an account: directors, finance, or those responsible for both."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE):
        return YES
    answers = account is None or accounts.answers_for(person, account)
    if answers and runs(person, project):
        return YES
    return no(_("Only directors, finance, or the account manager of both accounts can move a project."))


def works_on(person: Person, project: Project) -> bool:
    """Return whether a person has a part in the project: managers, the team, finance and directors."""
    if runs(person, project) or person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR):
        return True
    return any(member.pk == person.pk for member in members_of(project.pk))


def may_tick(person: Person, project: Project) -> Answer:
    """Return whether a person can mark work as finished: those who work on it."""
    if works_on(person, project):
        return YES
    return no(_("Only people who work on %(project)s can mark work as finished.") % {"project": project.name})


def may_add_version(person: Person, project: Project) -> Answer:
    """Return whether a person can add versions of deliverables and comments of the team: those who work on it."""
    if works_on(person, project):
        return YES
    return no(_("Only people who work on %(project)s can add versions and comments.") % {"project": project.name})


def may_send_version(person: Person, project: Project, state: str) -> Answer:
    """Return whether a person can send a version to the client: who can write to them, until it is accepted."""
    if project.account is None:
        return no(_("This project has no account, so no client can get a version."))
    if state == rules.ACCEPTED:
        return no(_("The client has accepted this deliverable."))
    return gate.may_write(person, project.account)


def client_of(project: Project) -> Account:
    """Return the account whose contacts can comment on a project's deliverables. Raise `Refused` without one."""
    if project.account is None:
        raise Refused(_("This project has no account, so no client can comment on it."))
    return project.account
