"""Why nothing about a project goes to its client: it is paused or over, or its agreement was terminated."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from amity.agreements.rules import TERMINATED
from amity.gate.subjects.registry import Stop
from amity.projects.rules import CANCELLED, CLOSED, PAUSED

STOPS: Final = {
    PAUSED: Stop(PAUSED, lazy("The project is paused")),
    CLOSED: Stop(CLOSED, lazy("The project is closed")),
    CANCELLED: Stop(CANCELLED, lazy("The project was cancelled")),
}
AGREEMENT_STOP: Final = Stop(TERMINATED, lazy("The agreement was terminated"))


def stop_of(status: str, agreement_state: str | None) -> Stop | None:
    """Return why nothing goes, by the status of a project and the state of its agreement, or None if it can go."""
    return AGREEMENT_STOP if agreement_state == TERMINATED else STOPS.get(status)
