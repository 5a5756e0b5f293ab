"""Follow the contradictions of a project when something about it is recorded."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from amity.agreements.lines.models import AgreementLine
from amity.audit.models import Record
from amity.monitoring.models import ClientInput, ProjectExpectation
from amity.projects.models import Milestone, Project, WorkItem
from amity.shared.actor import Actor
from amity.status.contradictions.following import follow

OWN: Final = ("status.", "contradiction.", "forecast.", "project.opened")
"""Actions that change none of the facts."""


def follow_record(record: Record, by: Actor) -> None:
    """Follow the projects whose facts a recorded action can have changed."""
    find = PROJECTS_OF.get(record.subject_kind)
    if find is not None and not record.action.startswith(OWN):
        follow([project_id for project_id in find(record.subject_id) if project_id], record.at, by)


def _of_line(line_id: int) -> Iterable[int | None]:
    agreements = AgreementLine.objects.filter(line=line_id).order_by().values("agreement")
    return Project.objects.filter(agreement__in=agreements).values_list("pk", flat=True)


def _of_milestone(milestone_id: int) -> Iterable[int | None]:
    return Milestone.objects.filter(pk=milestone_id).values_list("project_id", flat=True)


def _of_item(item_id: int) -> Iterable[int | None]:
    return WorkItem.objects.filter(pk=item_id).values_list("project_id", flat=True)


def _of_expectation(expectation_id: int) -> Iterable[int | None]:
    return ProjectExpectation.objects.filter(expectation=expectation_id).values_list("project_id", flat=True)


def _of_input(input_id: int) -> Iterable[int | None]:
    return ClientInput.objects.filter(pk=input_id).values_list("project_id", flat=True)


PROJECTS_OF: Final[Mapping[str, Callable[[int], Iterable[int | None]]]] = {
    "projects.project": lambda project_id: (project_id,),
    "projects.milestone": _of_milestone,
    "projects.workitem": _of_item,
    "lines.line": _of_line,
    "expectations.expectation": _of_expectation,
    "monitoring.clientinput": _of_input,
}
"""The projects that a recorded subject belongs to, by its kind."""
