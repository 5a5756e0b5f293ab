"""Shared code of the pages for actions on a project."""

from django.urls import reverse

from amity.ui.acts import ActPage
from amity.ui.slots import navigation


def page_of(project_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    """Return an action page that leads back to the project's page."""
    back = reverse("projects:project", args=[project_id])
    crumbs = (navigation.place("work"), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
