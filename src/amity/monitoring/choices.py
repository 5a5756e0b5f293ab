"""Choices for forms: milestones and lines, as pairs of id and name."""

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.projects import queries as projects
from amity.projects.models import Project

Choices = list[tuple[str, str]]


def milestones(project: Project | None) -> Choices:
    """Return the undelivered milestones of a project."""
    if project is None:
        return []
    rows = project.milestones.filter(delivered_on=None).order_by("due_on", "pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def lines(account: Account, project: Project | None) -> Choices:
    """Return the lines of a project's agreement, or without a project those of the whole account with theirs."""
    if project is not None:
        return [(str(line.pk), line.title) for line in projects.lines_of(project)]
    rows = Line.objects.filter(account=account, finished_at=None).order_by("-pk")
    named = rows.values_list("pk", "title", "placement__agreement__title")
    return [(str(pk), f"{title} · {agreement}" if agreement else title) for pk, title, agreement in named]
