"""Choices of the form of a retainer request."""

from dataclasses import dataclass
from datetime import date

from amity.accounts.candidates import contacts_for
from amity.agreements.lines.queries import lines_of
from amity.agreements.models import Agreement
from amity.retainers.queries import projects_of


@dataclass(frozen=True, slots=True)
class CallOffChoices:
    """Contacts, lines and projects to choose from."""

    contacts: list[tuple[str, str]]
    lines: list[tuple[str, str]]
    projects: list[tuple[str, str]]


def call_off_choices(agreement: Agreement, today: date) -> CallOffChoices:
    """Return the contacts who can have made the request, and the projects it can belong to."""
    return CallOffChoices(
        contact_choices(agreement),
        [(str(one.line.pk), f"{one.number} {one.line.title}") for one in lines_of(agreement, today)],
        [(str(one.pk), one.name) for one in projects_of(agreement)],
    )


def contact_choices(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the active contacts of the client, the likely ones first."""
    people = contacts_for(agreement.account) if agreement.account else ()
    return [(str(one.pk), one.name) for one in people]
