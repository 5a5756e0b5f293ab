"""What pages of this part share: where a thing lies, and the frame of its forms."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.projects.models import Project
from amity.ui.acts import ActPage


def home_of(account: Account | None, project: Project | None, anchor: str) -> str:
    """The section on the project's page, or on the account's tab Plan."""
    if project is not None:
        return f"{reverse('projects:project', args=[project.pk])}#{anchor}"
    return f"{reverse('accounts:plan', args=[account.pk if account else 0])}#{anchor}"


def act(
    account: Account | None, project: Project | None, title: str, button: str, back: str, *, hint: str = "",
    grid: bool = False,
) -> ActPage:  # fmt: skip
    """A page with one form about something on a project or an account."""
    crumbs: list[tuple[Any, str]] = [(_("Accounts"), reverse("accounts:accounts"))]
    if account is not None:
        crumbs.append((account.name, reverse("accounts:plan", args=[account.pk])))
    if project is not None:
        crumbs.append((project.name, reverse("projects:project", args=[project.pk])))
    return ActPage(title=title, button=button, back=back, crumbs=tuple(crumbs), hint=hint, grid=grid)
