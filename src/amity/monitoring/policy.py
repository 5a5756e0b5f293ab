"""Permissions for risks, blockers and client input: people on the work add them, its managers change their status."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.people.models import Person
from amity.projects import policy as projects
from amity.projects import rules
from amity.projects.managers_along import manager_ids_of
from amity.projects.models import Project
from amity.shared.permission import YES, Answer, no


def also_keeping(account_id: int) -> Collection[int]:
    """Return the ids of the managers of an account's unfinished projects."""
    return manager_ids_of(account_id)


def may_add(person: Person, account: Account | None, project: Project | None) -> Answer:
    """Return whether a person can add here: those who work on the project, or are responsible for the account."""
    if project is not None and (projects.may_tick(person, project) or projects.runs(person, project)):
        return YES
    if project is None and account is not None and accounts.may_keep(person, account):
        return YES
    return no(_("Only people who work on this project or account can raise this."))


def may_change_entry(person: Person, entry: RegisterEntry) -> Answer:
    """Return whether a person can change an entry: those responsible for its project or account, and its owner."""
    if entry.owner_id == person.pk or _answers(person, entry.account, entry.project):
        return YES
    return no(_("Only the project manager, the account manager or the owner can change this."))


def may_ask(person: Person, account: Account, project: Project | None) -> Answer:
    """Return whether a person can request input: those responsible for the project or the account."""
    if _answers(person, account, project):
        return YES
    return no(_("Only people who work with this client can request input."))


def may_send_status(person: Person, project: Project) -> Answer:
    """Return whether a person can send a project's status: who runs it, until it has ended."""
    if project.account is None:
        return no(_("This project has no account, so no client can get a status."))
    if project.status in rules.OVER:
        return no(_("This project has ended."))
    if projects.runs(person, project):
        return YES
    return no(
        _("Only the project manager or the account manager of %(project)s can send its status.")
        % {"project": project.name}
    )


def may_change_input(person: Person, one: ClientInput) -> Answer:
    """Return whether a person can change an input: those responsible for its project or account, and its owner."""
    if one.owner_id == person.pk or _answers(person, one.account, one.project):
        return YES
    return no(_("Only people who work with this client, or who follow this up, can change it."))


def _answers(person: Person, account: Account | None, project: Project | None) -> bool:
    if project is not None and projects.runs(person, project):
        return True
    return account is not None and bool(accounts.may_keep(person, account))
