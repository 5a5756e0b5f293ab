"""Query for where an object belongs: a project and its account, or an account alone."""

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.projects.models import Project
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused


def place_of(
    by: Actor, *, project_id: int | None = None, account_id: int | None = None
) -> tuple[Account | None, Project | None]:
    """Return a project the actor can see with its account, if any, or the account alone.

    Raises `Invalid` for neither.
    """
    if project_id is not None:
        project = project_seen_by(by, project_id)
        return project.account, project
    if account_id is None:
        raise Invalid(_("Choose the project or account."), "project_id")
    return account_seen_by(by, account_id), None


def client_of(
    by: Actor, *, project_id: int | None = None, account_id: int | None = None
) -> tuple[Account, Project | None]:
    """Return the client where one is required. Raises `Refused` for a project without an account."""
    account, project = place_of(by, project_id=project_id, account_id=account_id)
    if account is None:
        raise Refused(_("This project has no account yet."))
    return account, project
