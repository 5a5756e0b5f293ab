"""Time on the projects of the scene."""

from datetime import timedelta
from typing import TYPE_CHECKING

from amity.people import rules as roles
from amity.projects.models import Project
from amity.projects.tests.making import newest_projects
from tests.builders import WORK_DAY, make_entry

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def grow(scene: "Scene", rows: int) -> None:
    """Log this many entries on the scene's project, one a day, and one on each of the newest projects."""
    worker, whole = scene.viewers[roles.TEAM_MEMBER], Project.objects.get(pk=scene.known["project_id"])
    before = worker.entries.count()
    for number, project in enumerate(newest_projects(rows)):
        make_entry(by=worker, project=project, text=f"Work on {project.name}")
        make_entry(by=worker, project=whole, on=WORK_DAY - timedelta(days=before + number))
