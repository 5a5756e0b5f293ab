"""Projects that search finds by name, code or client, ended ones last; and how a new one begins."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.jumps import ACCOUNT
from amity.projects import queries, rules
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

PROJECT: Final = "project"
"""The kind whose objects actions on a project take."""


def _projects(_by: Actor, rows: Sequence[Project]) -> Iterable[Found]:
    for project in rows:
        client = project.account.name if project.account else ""
        yield Found(
            kind=_("Project"), name=project.name, url=reverse("projects:project", args=[project.pk]), note=client
        )


def register() -> None:
    """Register the kind and the actions of projects."""
    over_last = Case(When(status__in=rules.OVER, then=Value(1)), default=Value(0))
    jumps.register(
        Kind(
            key=PROJECT, names=(lazy("Project"),),
            order=20, model=Project,
            columns=("name", "code", "account__name"), sort=(over_last, "name", "pk"),
            rows=lambda by: queries.projects_seen_by(by).prefetch_related(covers_along("account")),
            entry=_projects, pages=("projects:project",),
            fields=((lazy("budget hours deadline due milestones deliverables"), None),),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="new_project", order=140, label=lazy("New project"), words=lazy("add"), about=ACCOUNT,
            page="projects:open_project", query="account={pk}", may=queries.may_open,
        ),
        Action(
            key="new_project_named", order=210, label=lazy("New project"), words=lazy("add"),
            page="projects:open_project", query="name={name}", may=queries.may_open,
        ),
    )  # fmt: skip
