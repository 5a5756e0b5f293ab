"""Queries for small jobs: who can run one, which disciplines it usually takes, and the work it became."""

from django.db.models import Sum

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.briefs import hooks
from amity.briefs.models import Brief
from amity.briefs.policy import may_open
from amity.handoff.rules import RETAINED
from amity.handoff.small_jobs.fields import SmallJobFields
from amity.lines.models import HoursByDiscipline
from amity.people.queries import person_of
from amity.projects.models import Project, WorkItem
from amity.shared.actor import Actor


def may_start(by: Actor, account: Account) -> bool:
    """Return whether the actor can start a small job of the account."""
    return bool(may_open(person_of(by), account))


def is_one_hat(account: Account, manager_id: int | None) -> bool:
    """Return whether the account manager would run the job too."""
    return account.manager_id is not None and account.manager_id == manager_id


def usual_manager(account_id: int, retainer_id: int | None = None) -> int | None:
    """Return who usually runs the account's work, or that of one of its retainers."""
    found = (find(account_id, retainer_id) for find in hooks.usual_manager)
    return next((person_id for person_id in found if person_id is not None), None)


def retainers(account: Account) -> list[tuple[int, str]]:
    """Return the retainers of the account that a job can be a request on."""
    found = Agreement.objects.filter(account=account, fee_model__in=RETAINED).order_by("-pk")
    return [(agreement.pk, str(agreement)) for agreement in found]


def runner_of(account: Account, job: SmallJobFields) -> int | None:
    """Return who will run a job: of a retainer request whoever runs the retainer, else the one chosen or the usual."""
    if job.retainer_id is not None:
        return usual_manager(account.pk, job.retainer_id) or job.manager_id
    return job.manager_id or usual_manager(account.pk)


def usual_disciplines(account: Account) -> list[int]:
    """Return the disciplines of the account's planned hours, the most used first."""
    planned = HoursByDiscipline.objects.filter(terms__line__account=account)
    sums = planned.values("discipline_id").annotate(seconds=Sum("seconds")).order_by("-seconds", "discipline_id")
    return [row["discipline_id"] for row in sums]


def work_of(brief: Brief) -> tuple[Project, int | None]:
    """Return the project a brief became, or the retainer's project and the request's work item."""
    if brief.retainer_id is not None:
        items = WorkItem.objects.select_related("project__account", "project__manager")
        item = items.get(request__brief=brief)
        return item.project, item.pk
    rows = Project.objects.select_related("account__manager", "account_manager", "manager")
    return rows.filter(agreement=brief.agreement_id).latest("pk"), None
