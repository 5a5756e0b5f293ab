"""Hooks from projects for the parts below: visible accounts and agreements, closing an account, and briefs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.agreements.places import Work
from amity.briefs.models import Brief
from amity.people.models import Person
from amity.people.queries import person_of
from amity.people.sign_in.queries import signs_in
from amity.projects import rules
from amity.projects.commands import free_name
from amity.projects.models import Project, WorkItem
from amity.projects.places import Handed, handed_of
from amity.projects.queries import may_open
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.permission import YES, Answer, no
from amity.shared.rows.among import Among, Ids
from amity.shared.rows.prepared import Given


def accounts_through_projects(person: Person) -> Q:
    """Return accounts of projects the person sees."""
    return Q(Among("pk", Ids(Project.objects.visible_to(person).values("account"))))


def agreements_through_projects(person: Person) -> Q:
    """Return agreements of projects the person manages."""
    return Q(Among("pk", Ids(Project.objects.run_by(person).values("agreement"))))


def no_open_projects(account: Account) -> Answer:
    """Return whether an account can close: all its projects must be closed or cancelled."""
    going = Project.objects.filter(account=account).exclude(status__in=rules.OVER).count()
    if not going:
        return YES
    sentence = ngettext(
        "%(count)s project of %(account)s is not closed yet.", "%(count)s projects of %(account)s are not closed yet.",
        going,
    )  # fmt: skip
    return no(sentence % {"count": going, "account": account.name})


def knows_client(account_id: int) -> bool:
    """Return whether someone has accepted work of the account."""
    return Project.objects.filter(account=account_id).exclude(status__in=(rules.INITIATING, rules.CANCELLED)).exists()


def usual_manager(account_id: int, retainer_id: int | None) -> int | None:
    """Return who manages a retainer's work, or the account's newest running project, and can sign in to take more."""
    able = Person.objects.filter(signs_in())
    projects = Project.objects.filter(account=account_id, manager__in=able)
    if retainer_id is not None:
        projects = projects.filter(agreement=retainer_id)
    return projects.exclude(status__in=rules.OVER).order_by("-pk").values_list("manager_id", flat=True).first()


def runs_work(account_id: int | Given | None) -> Q:
    """Return people who manage an open project of an account, or of any for None."""
    projects = Project.objects.filter(manager=OuterRef("pk")).exclude(status__in=rules.OVER)
    return Q(Exists(projects if account_id is None else projects.filter(account=account_id)))


def open_lines(_by: Actor) -> Subquery:
    """Return how many lines of the outer project are unfinished."""
    lines = AgreementLine.objects.filter(agreement=OuterRef("agreement"), line__finished_at=None).order_by()
    return Subquery(lines.values("agreement").annotate(count=Count("pk")).values("count"))


def open_items(_by: Actor) -> Subquery:
    """Return how many work items of the outer project are unfinished and on none of its lines."""
    lines = AgreementLine.objects.filter(agreement=OuterRef(OuterRef("agreement"))).values("line")
    items = WorkItem.objects.filter(project=OuterRef("pk"), finished_at=None).order_by()
    items = items.filter(Q(line=None) | ~Q(line__in=lines))
    return Subquery(items.values("project").annotate(count=Count("pk")).values("count"))


def work_under(by: Actor, agreement_ids: Sequence[int]) -> dict[int, list[Work]]:
    """Return the projects under agreements that the actor can see, with their pages."""
    found: dict[int, list[Work]] = {}
    projects = Project.objects.visible_to(person_of(by)).filter(agreement__in=agreement_ids).order_by("name", "pk")
    for one in projects.select_related(None).select_related("account__manager", "account_manager", "manager"):
        found.setdefault(one.agreement_id or 0, []).append(_work_of(by, one))
    return found


def _work_of(by: Actor, project: Project) -> Work:
    work = Work(project.name, reverse("projects:project", args=[project.pk]))
    handed = handed_of(by, project) if project.waits_for_handoff else Handed(accepted_on=date.min)
    if handed.accepted_on is not None:
        return work
    step, taker = handed.step, project.manager.name if project.manager else ""
    if step is None:
        return replace(work, waits_for_handoff=True)
    return replace(work, waits_for_handoff=True, taker=taker, step=step.address, opens="" if step.posts else step.label)


def open_under(by: Actor, agreement: Agreement) -> str:
    """Return the address that creates the project of an agreement, "" if the actor can't create one."""
    if not may_open(by, agreement.account):
        return ""
    return f"{reverse('projects:open_project')}?agreement={agreement.pk}"


def values_from(agreement: Agreement) -> dict[str, Any]:
    """Return what an agreement gives its new project: a free name, its dates, and the usual project manager."""
    if agreement.account is None:
        return {"name": agreement.title}
    return {
        "name": free_name(agreement.account, agreement.title), "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on, "manager_id": usual_manager(agreement.account.pk, None),
    }  # fmt: skip


def projects_from_brief(by: Actor, brief: Brief) -> list[tuple[str, str]]:
    """Return the project created from a brief, with its URL."""
    return [(_("project"), reverse("projects:project", args=[one.pk])) for one in made_from(by, brief)]


def made_from(by: Actor, brief: Brief) -> list[Project]:
    """Return the projects under the agreement of a brief that the actor can see. A page reads them once."""
    if brief.agreement_id is None:
        return []
    person = person_of(by)
    rows = Project.objects.visible_to(person).filter(agreement=brief.agreement_id).order_by("pk")
    beside = rows.select_related("account__manager", "manager", "agreement")
    return once_a_page(("projects from a brief", brief.pk, person.pk), lambda: list(beside))
