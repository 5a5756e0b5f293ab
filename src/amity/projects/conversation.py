"""The projects by which the conversation of an account is filtered."""

from django.urls import reverse

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor


def _projects(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return the account's projects that the actor can see, by name."""
    rows = Project.objects.visible_to(person_of(by)).filter(account=account)
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def _address(project_id: int) -> str:
    return reverse("projects:project", args=[project_id])


def register() -> None:
    """Offer projects as a filter."""
    sources.projects.append(sources.Projects(of=_projects, address=_address))
