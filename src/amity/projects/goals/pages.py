"""The goal that a project or one of its lines serves, on their pages."""

from dataclasses import dataclass

from django.urls import reverse

from amity.people.queries import person_of
from amity.projects.goals.queries import LINE, PROJECT, served_by_lines, served_by_projects
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.strategy import policy
from amity.strategy.models import Goal


@dataclass(frozen=True, slots=True)
class GoalOfWork:
    """The goal of some work, None without one. `from_brief` is the page of the brief it comes from, "" for a link of
    its own. `address` is the page that changes it, "" for who can't.
    """

    goal: Goal | None
    from_brief: str
    address: str


def goal_section(by: Actor, project: Project) -> GoalOfWork | None:
    """Return the goal of a project, None for a project without an account."""
    if project.account is None:
        return None
    served = served_by_projects({project.pk: project.agreement_id}).get(project.pk)
    brief = reverse("briefs:brief", args=[served.brief_id]) if served and served.brief_id else ""
    return _of_work(by, project, served.goal_id if served else None, brief, PROJECT, project.pk)


def goal_of_line(by: Actor, project: Project, line_id: int) -> GoalOfWork | None:
    """Return the goal that a line has a link to, None for a project without an account."""
    if project.account is None:
        return None
    served = served_by_lines([line_id]).get(line_id)
    return _of_work(by, project, served.goal_id if served else None, "", LINE, line_id)


def _of_work(
    by: Actor, project: Project, goal_id: int | None, brief: str, kind: str, subject_id: int
) -> GoalOfWork | None:  # fmt: skip
    account = project.account
    may_set = account is not None and bool(policy.may_set(person_of(by), account))
    goal = Goal.objects.filter(pk=goal_id).first() if goal_id else None
    if goal is None and not may_set:
        return None
    address = reverse("strategy:link_goal", args=[kind, subject_id]) if may_set else ""
    return GoalOfWork(goal, brief, address)
