"""Expenses of the scene."""

from typing import TYPE_CHECKING

from amity.people import rules as roles
from amity.projects.models import Project
from amity.projects.tests.making import newest_projects
from tests.builders import make_expense

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def grow(scene: "Scene", rows: int) -> None:
    """Log an expense on each of the newest projects, and as many on the project of the scene."""
    worker, whole = scene.viewers[roles.TEAM_MEMBER], Project.objects.get(pk=scene.known["project_id"])
    for project in newest_projects(rows):
        make_expense(by=worker, project=project)
        make_expense(by=worker, project=whole)
