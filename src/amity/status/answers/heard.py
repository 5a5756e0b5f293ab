"""What clients said, as evidence of their mood: which mood it suggests, when, and where it is recorded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.queries import active_of_each
from amity.accounts.models import Contact
from amity.audit.queries import changes_by_subject
from amity.projects.models import Project
from amity.status import rules
from amity.status.answers.conflicts import open_conflicts

FRESH_DAYS: Final = 90
"""Older words say nothing about the mood of today."""
STANDINGS: Final = {
    "prefers_another": lazy("%(name)s prefers another agency"),
    "doubts": lazy("%(name)s has doubts"),
    "backs_us": lazy("%(name)s backs us"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """Evidence of a client's mood on a project. `on` is None where its date isn't known.

    `words` are for those who have full access to the account, `hint` for everyone else. What is slight counts only
    while nothing else is known of the client's mood.
    """

    project_id: int
    mood: str
    on: date | None
    words: str
    hint: str
    address: str
    is_slight: bool = False


def heard_of(projects: Collection[Project], more: Iterable[Heard], today: date) -> Mapping[int, list[Heard]]:
    """Return what the clients of projects said recently, and `more` of it that other parts know, by project."""
    found: dict[int, list[Heard]] = {project.pk: [] for project in projects}
    for one in (*_standings(projects), *_conflicts(projects), *more):
        if one.on is None or (today - one.on).days <= FRESH_DAYS:
            found[one.project_id].append(one)
    return found


def decisive(found: Collection[Heard], since: date | None) -> Heard | None:
    """Return the evidence of the worst mood among that after a day, or among all of it without a day.

    What is slight is used without a day, and if there is nothing else.
    """
    firm = [one for one in found if not one.is_slight]
    chosen = firm if firm or since is not None else found
    newer = [one for one in chosen if since is None or (one.on is not None and one.on > since)]
    return max(newer, key=lambda one: (rules.MOODS.index(one.mood), one.on or date.min), default=None)


def _standings(projects: Collection[Project]) -> list[Heard]:
    """Return the standings of contacts, each with the day on which it was recorded with its evidence."""
    accounts = {project.account_id for project in projects if project.account_id}
    active = [one for own in active_of_each(accounts).values() for one in own]
    contacts = sorted((one for one in active if one.standing in rules.MOOD_OF_STANDING), key=lambda one: one.pk)
    days = _days_of(contacts) if contacts else {}
    return [
        Heard(
            project.pk, rules.MOOD_OF_STANDING[one.standing], days.get(one.pk), _standing_words(one),
            _("from the account manager’s record of contacts"), reverse("accounts:contact", args=[one.pk]),
        )
        for one in contacts
        for project in projects
        if project.account_id == one.account_id
    ]  # fmt: skip


def _standing_words(contact: Contact) -> str:
    words = str(STANDINGS[contact.standing]) % {"name": contact.name}
    return f"{words}: {contact.standing_evidence}" if contact.standing_evidence else words


def _days_of(contacts: Collection[Contact]) -> dict[int, date]:
    """Return the day since when each contact has had its standing with its evidence, where the audit log knows."""
    days: dict[int, tuple[str, str, date]] = {}
    for pk, at, body in changes_by_subject(Contact, [one.pk for one in contacts], "contact.added", "contact.edited"):
        fields = body.get("after", body)
        key, evidence = str(fields.get("standing") or ""), str(fields.get("standing_evidence") or "")
        if pk not in days or days[pk][:2] != (key, evidence):
            days[pk] = (key, evidence, timezone.localdate(at))
    return {pk: day for pk, (_key, _evidence, day) in days.items()}


def _conflicts(projects: Collection[Project]) -> list[Heard]:
    """Return the open conflicts that clients raised first: they are at least tense about these."""
    return [
        Heard(
            project_id, rules.TENSE, timezone.localdate(row.found_at),
            _("The client raised a conflict: %(words)s") % {"words": row.believed},
            _("from an open conflict that the client raised"),
            reverse("expectations:expectation", args=[row.expectation_id]),
        )
        for project_id, own in open_conflicts([one.pk for one in projects]).items()
        for row in own
        if row.raised_by_client
    ]  # fmt: skip
