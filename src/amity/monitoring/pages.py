"""Helpers shared by pages of this part: return links, and the frame of forms."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.expectations.pages import of as of_expectation
from amity.expectations.queries import expectations_seen_by
from amity.monitoring.models import RegisterEntry
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui.acts import ActPage


def home_of(account: Account | None, project: Project | None, anchor: str) -> str:
    """Return the URL of the section on the project's tab Client, or of what is open on the account."""
    if project is not None:
        return f"{reverse('projects:client', args=[project.pk])}#{anchor}"
    return reverse("accounts:account", args=[account.pk if account else 0])


def conflict_of(by: Actor, entry: RegisterEntry) -> str | None:
    """Return the URL of a conflict on its expectation's page, or None without a conflict or without access."""
    if entry.conflict is None:
        return None
    expectation = expectations_seen_by(by).filter(pk=entry.conflict.expectation_id).first()
    return f"{of_expectation(expectation)}#conflict-{entry.conflict_id}" if expectation else None


def act(
    account: Account | None, project: Project | None, title: str, button: str, back: str, *, hint: str = "",
    grid: bool = False,
) -> ActPage:  # fmt: skip
    """Return a page with one form about an object on a project or an account."""
    crumbs: list[tuple[Any, str]] = [(_("Accounts"), reverse("accounts:accounts"))]
    if account is not None:
        crumbs.append((account.name, reverse("accounts:account", args=[account.pk])))
    if project is not None:
        crumbs.append((project.name, reverse("projects:project", args=[project.pk])))
    return ActPage(title=title, button=button, back=back, crumbs=tuple(crumbs), hint=hint, grid=grid)
