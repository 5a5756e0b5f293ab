"""The goals that projects and lines serve: by a link of their own, or else that of the brief they came from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agreements.lines import queries as line_queries
from amity.agreements.lines.models import AgreementLine
from amity.briefs.models import Brief
from amity.projects.models import Project
from amity.projects.queries import project_seen_by, projects_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.strategy.links.queries import FEW, goals_linked
from amity.strategy.links.registry import Serving, Subject

PROJECT = "projects.project"
LINE = "lines.line"


@dataclass(frozen=True, slots=True)
class Served:
    """The goal that work serves. `brief_id` is the brief it has it from, None for a link of its own."""

    goal_id: int
    brief_id: int | None = None


def served_by_projects(agreements: Mapping[int, int | None]) -> Mapping[int, Served]:
    """Return the goal of each project, from its agreement by project id, in two queries. Checks no rights."""
    linked = goals_linked(PROJECT, list(agreements))
    wanted = {agreement for agreement in agreements.values() if agreement}
    rows = Brief.objects.filter(goal__isnull=False) if wanted else Brief.objects.none()
    rows = rows.filter(agreement__isnull=False) if len(wanted) > FEW else rows.filter(agreement__in=wanted)
    briefs = {agreement: Served(goal, pk) for agreement, goal, pk in rows.values_list("agreement", "goal", "pk")}
    found = {project: briefs[agreement] for project, agreement in agreements.items() if agreement in briefs}
    return found | {project: Served(goal) for project, goal in linked.items()}


def served_by_lines(line_ids: Collection[int]) -> Mapping[int, Served]:
    """Return the goal of each line that has a link of its own. Checks no rights."""
    return {line: Served(goal) for line, goal in goals_linked(LINE, line_ids).items()}


def project_subject(by: Actor, project_id: int) -> Subject:
    """Return a project that the actor can see as the subject of a link."""
    project = project_seen_by(by, project_id)
    if project.account is None:
        raise NotSeen(_("This project has no account, so it can’t serve a goal."))
    return Subject(project.account, project.name, reverse("projects:facts", args=[project_id]))


def line_subject(by: Actor, line_id: int) -> Subject:
    """Return a line that the actor can see as the subject of a link."""
    placed = line_queries.placed_line_seen_by(by, line_id)
    agreement = placed.agreement
    if agreement.account is None:
        raise NotSeen(_("This line has no account, so it can’t serve a goal."))
    project = projects_seen_by(by).filter(agreement=agreement).order_by("pk").first()
    address = reverse("agreements:agreement", args=[agreement.pk])
    if project is not None:
        address = reverse("projects:deliverable", args=[project.pk, line_id])
    return Subject(agreement.account, str(placed.line), address)


def project_rows(by: Actor, ids: Collection[int]) -> list[Serving]:
    """Return those of some projects that the actor can see."""
    rows = projects_seen_by(by).filter(pk__in=ids).order_by("name", "pk")
    return [Serving(one.pk, one.name, reverse("projects:project", args=[one.pk])) for one in rows]


def line_rows(by: Actor, ids: Collection[int]) -> list[Serving]:
    """Return those of some lines that are on projects the actor can see."""
    seen = projects_seen_by(by).filter(agreement__agreement_lines__line__in=ids).distinct().order_by("-pk")
    projects = {project.agreement_id: project for project in seen}
    placed = AgreementLine.objects.filter(line__in=ids, agreement__in=projects).select_related("line").order_by("pk")
    return [_line_row(row, projects[row.agreement_id]) for row in placed]


def _line_row(row: AgreementLine, project: Project) -> Serving:
    address = reverse("projects:deliverable", args=[project.pk, row.line_id])
    return Serving(row.line_id, str(row.line), address, project.name)
