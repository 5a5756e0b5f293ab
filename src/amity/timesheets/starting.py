"""Whether time can be logged on a project that has not started."""

from amity.projects.models import Project
from amity.timesheets import hooks


def may_work(project: Project | None, seconds: int) -> None:
    """Ask before seconds are added to a project that waits for its hand-off; of others nothing is asked."""
    if project is None or seconds <= 0 or not project.waits_for_handoff:
        return
    for guard in hooks.before_work:
        guard(project, seconds).or_refuse()
