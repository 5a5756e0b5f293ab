"""Where a project belongs: its account and its agreement."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import queries as agreement_queries
from amity.agreements.lines import queries as line_queries
from amity.audit import trail
from amity.people.queries import person_of
from amity.projects import hooks, policy, queries
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid


@command
def put_under_account(
    *, by: Actor, project_id: int, account_id: int | None, version: int | None = None, now: datetime
) -> Project:
    """Put a project under an account, or under none. Its time moves along, in the same transaction.

    An agreement of another account is let go; one that had no account follows. `version` None skips the check for a
    change by somebody else, as when many are put at once.
    """
    project = queries.project_to_change(by, project_id)
    account = _account(account_id)
    policy.may_put(person_of(by), project, account).or_refuse()
    project.expect(project.version if version is None else version)
    if project.account_id == account_id:
        return project
    if Project.objects.filter(account=account, name=project.name).exists():
        raise Invalid(_("This account already has a project with this name."), "account_id")
    for guard in hooks.before_account_change:
        guard(project).or_refuse()
    before, project.account = project.account_id, account
    project.is_internal = False
    _take_agreement_along(project, account)
    project.save()
    changes = {"before": before, "after": account_id, "agreement_id": project.agreement_id}
    trail.record("project.put_under_account", subject=project, by=by, at=now, changes=changes)
    for told in hooks.on_account_changed:
        told(project, before, by, now)
    return project


@command
def set_agreement(
    *, by: Actor, project_id: int, agreement_id: int | None, version: int | None = None, now: datetime
) -> Project:
    """Say under which agreement a project runs. Time already logged keeps the price stored with it."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    project.expect(project.version if version is None else version)
    agreement = agreement_queries.agreement_seen_by(by, agreement_id) if agreement_id is not None else None
    if agreement is not None and agreement.account_id not in (None, project.account_id):
        raise Invalid(_("This agreement is with another account."), "agreement_id")
    before, project.agreement = project.agreement_id, agreement
    project.save()
    changes = {"before": before, "after": agreement_id}
    trail.record("project.agreement_set", subject=project, by=by, at=now, changes=changes)
    return project


def _account(account_id: int | None) -> Account | None:
    if account_id is None:
        return None
    account = Account.objects.select_related("manager").filter(pk=account_id).first()
    if account is None:
        raise Invalid(_("Choose an account from the list."), "account_id")
    return account


def _take_agreement_along(project: Project, account: Account | None) -> None:
    agreement = project.agreement
    if agreement is None or account is None:
        return
    if agreement.account_id is None:
        agreement.account = account
        agreement.version += 1
        agreement.save()
        for line in line_queries.bare_lines_of(agreement):
            line.account = account
            line.save()
    elif agreement.account_id != account.pk:
        project.agreement = None
