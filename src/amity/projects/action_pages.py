"""What the pages of actions on one project share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.ui.acts import ActPage


def page_of(project_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    """An act page whose way back is the project's own page."""
    back = reverse("projects:project", args=[project_id])
    crumbs = ((_("Projects"), reverse("projects:projects")), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
