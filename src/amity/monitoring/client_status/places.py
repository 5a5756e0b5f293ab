"""The status on a project's tab *Client*: the last emails about it, and the button that writes the next."""

from dataclasses import dataclass
from typing import Final

from amity.gate.subjects.queries import Sending, has_open, sendings_of
from amity.monitoring.client_status.rules import STATUS
from amity.monitoring.client_status.sending import may_send
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class StatusCard:
    """The newest emails with a status, and whether the reader can write another."""

    sendings: list[Sending]
    may_send: bool


def status_of(by: Actor, project: Project) -> StatusCard | None:
    """Return the status card of a project with a client, or None."""
    if project.account is None:
        return None
    sendings = sendings_of(by, STATUS, [project.pk]).get(project.pk, [])
    allowed = bool(may_send(person_of(by), project)) and not has_open(sendings)
    return StatusCard(sendings[:SHOWN], allowed) if sendings or allowed else None


def may_send_here(by: Actor, project: Project) -> bool:
    """Return whether the actor can write a status of a project."""
    return bool(may_send(person_of(by), project))
