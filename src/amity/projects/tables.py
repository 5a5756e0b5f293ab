"""The list of projects."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.projects import queries
from amity.projects.filters import ProjectFilters
from amity.projects.models import Project, ProjectQuerySet
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order


def _address(row: Project) -> str:
    return reverse("projects:project", args=[row.pk])


class ProjectList(ListPage):
    """Every project the person can see."""

    key = "projects"
    title = _("Projects")
    template = "projects/projects.html"
    order = Order("name")
    filters = ProjectFilters
    columns = (
        Column(key="name", label=_("Project"), sort="name", link=_address),
        Column(key="code", label=label_of(Project, "code"), sort="code", wide=True),
        Column(
            key="account", label=label_of(Project, "account"), sort="account__name",
            value=lambda row: row.account.name if row.account else "",
            link=lambda row: reverse("accounts:account", args=[row.account_id]) if row.account_id else "",
        ),
        Column(key="status", label=label_of(Project, "status"), sort="status", value=queries.status_word),
        Column(key="manager", label=label_of(Project, "manager"), template="accounts/cells/person.html", wide=True),
        Column(key="finished_count", label=_("Finished items"), template="projects/cells/finished.html"),
        Column(key="ends_on", label=label_of(Project, "ends_on"), kind="day", sort="ends_on"),
    )  # fmt: skip
    empty = (
        _("No projects yet"),
        _("A project is work that people log time on. Import a time export, or create the first project yourself."),
    )

    def rows(self, actor: Actor) -> ProjectQuerySet:
        """Return the projects seen by the actor."""
        return queries.listed(actor)

    def extra(self) -> dict[str, Any]:
        """Return whether the person can create projects."""
        actor = actor_of(self.request)
        may_open = queries.may_open(actor, None)
        first = [(_("Create the first project"), reverse("projects:open_project"))] if may_open else []
        return {"may_open": may_open, "lists": list_links(actor, self.key), "first_steps": first}
