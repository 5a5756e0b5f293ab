"""What becomes of a confirmed brief: a project that waits for its hand-off, with the brief's lines as its budget."""

from datetime import datetime

from amity.accounts.models import Account
from amity.briefs.models import Brief
from amity.projects import rules
from amity.projects.commands.opening import open_project
from amity.projects.commands.placing import set_agreement
from amity.projects.commands.staffing import staff_project
from amity.projects.models import Project
from amity.shared.actor import Actor


def open_from_brief(brief: Brief, by: Actor, now: datetime) -> None:
    """Open the project of a brief, in the transaction that turns it into work. A call-off runs in its retainer's.

    Project manager, dates and agreement are the brief's; its lines stand in the agreement, so nothing is copied.
    """
    if brief.agreement_id is None:
        return
    project = open_project(
        by=by, name=_free_name(brief.account, brief.title), account_id=brief.account_id, status=rules.INITIATING,
        starts_on=brief.wanted_from, ends_on=brief.wanted_on, manager_id=brief.manager_id, now=now,
    )  # fmt: skip
    set_agreement(by=by, project_id=project.pk, agreement_id=brief.agreement_id, now=now)
    if brief.account_manager_id not in (None, brief.account.manager_id):
        staff_project(
            by=by, project_id=project.pk, duty=rules.ACCOUNT_MANAGER, person_id=brief.account_manager_id,
            valid_from=now.date(), now=now,
        )  # fmt: skip


def _free_name(account: Account, title: str) -> str:
    """The title, with a number where the account has a project of that name already."""
    taken = set(Project.objects.filter(account=account, name__startswith=title).values_list("name", flat=True))
    names = (title if number == 1 else f"{title} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
