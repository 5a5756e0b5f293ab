"""Shared code of the pages for actions on a project."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.ui.acts import ActPage


def page_of(project_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    """Return an action page that leads back to the project's page."""
    back = reverse("projects:project", args=[project_id])
    crumbs = ((_("Projects"), reverse("projects:projects")), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
