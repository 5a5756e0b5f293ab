"""Send the status of a project to the client, as an item of the gate."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.rules import DAY_TO_DAY
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.rules import sha256
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import likely_reader
from amity.gate.subjects.registry import Prepared, Sender
from amity.monitoring import policy
from amity.monitoring.client_status.letter import status_letter
from amity.monitoring.client_status.queries import needed, status_now
from amity.monitoring.client_status.rules import STATUS
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import policy as projects_policy
from amity.projects import rules as projects
from amity.projects.managers_along import know_manager_ids, manager_ids_along
from amity.projects.milestones.queries import milestones_ahead
from amity.projects.models import Project
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.permission import Answer
from amity.ui.reader_format import in_language


def register() -> None:
    """Register the status of projects among what is sent to clients."""
    registry.register(
        Sender(
            key=STATUS, changed=lazy("The stage, a date or what we need changed since this status was written"),
            prepare=_prepare, versions=_versions, sent=_sent, address=_address, project_ids=_project_ids,
        )
    )  # fmt: skip


def may_send(person: Person, project: Project) -> Answer:
    """Return whether a person can send a project's status: who runs it and can write to the client."""
    allowed = policy.may_send_status(person, project)
    return allowed and gate_policy.may_write(person, projects_policy.client_of(project))


def _prepare(by: Actor, project_id: int) -> Prepared:
    project, author = project_seen_by(by, project_id, manager_ids=manager_ids_along()), person_of(by)
    know_manager_ids(project.account_id or 0, project.manager_ids)  # type: ignore[attr-defined]
    may_send(author, project).or_refuse()
    account = projects_policy.client_of(project)
    contact = likely_reader(account, roles=(DAY_TO_DAY,))
    with in_language(language_for(contact)):
        subject, body = status_letter(status_now(project), contact, author.name, timezone.localdate())
    return Prepared(
        key=STATUS, id=project.pk, account=account, kind=gate.STATUS, version=_version_of(project),
        title=_("Send status: %(project)s") % {"project": project.name}, back=_address(project.pk), subject=subject,
        body=body, contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


def _version_of(project: Project) -> str:
    """Return what `version_now` does, of a project that the page has read."""
    once_a_page(_stages([project.pk]), lambda: {} if project.status in projects.OVER else {project.pk: project.status})
    return version_now(project.pk)


def _stages(project_ids: Collection[int]) -> tuple[str, frozenset[int]]:
    return "stages", frozenset(project_ids)


def version_now(project_id: int) -> str:
    """Return a digest of the stage, the dates ahead and what is needed, or "" once the project has ended."""
    return _versions([project_id]).get(project_id, "")


def _versions(project_ids: Collection[int]) -> Mapping[int, str]:
    """Return such a digest of each project, without those that have ended."""
    rows = Project.objects.filter(pk__in=project_ids).exclude(status__in=projects.OVER).values_list("pk", "status")
    running = once_a_page(_stages(project_ids), lambda: dict(rows))
    ahead, asked = milestones_ahead(project_ids), needed(project_ids)
    found = {}
    for pk, status in running.items():
        dates = [(one.name, one.due_on.isoformat()) for one in ahead[pk]]
        found[pk] = sha256(repr((status, dates, [(one.what, one.by.isoformat()) for one in asked[pk]])))[:40]
    return found


def _project_ids(project_ids: Collection[int]) -> Mapping[int, int]:
    """Return the projects themselves: the dates of their milestones bind a status."""
    return {one: one for one in project_ids}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Change nothing: the email itself is the last status."""


def _address(project_id: int) -> str:
    return reverse("projects:client", args=[project_id]) + "#status"
