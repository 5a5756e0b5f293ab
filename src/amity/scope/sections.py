"""Sections about requests: on an account's tab Plan, and on a project's tab Client."""

from typing import Any

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.sections import latest
from amity.projects.models import Project
from amity.scope.requests.queries import open_requests_on, requests_seen_by
from amity.shared.actor import Actor


def requests(by: Actor, account: Account) -> list[Any]:
    """Return the open requests on an account."""
    return open_requests_on(by, account)


def summary(loaded: list[Any]) -> str:
    """Return how many requests are open, and the latest."""
    return latest(len(loaded), loaded[-1].words) if loaded else _("No open requests")


def of_project(by: Actor, project: Project) -> list[Any] | None:
    """Return the open requests about a project, None where its client isn't known."""
    if project.account_id is None:
        return None
    rows = requests_seen_by(by).filter(project=project.pk, closed_at=None).select_related("contact")
    return list(rows.order_by("asked_on", "pk"))
