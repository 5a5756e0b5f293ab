"""The standing of a contact over time: what it was, since when, and on which evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import standing_labels
from amity.accounts.models import Contact
from amity.audit.queries import changes_of
from amity.people.models import Person
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing with its evidence, from a day on. `until` is the day of the next one; None: it is the present one."""

    key: str
    label: str
    evidence: str
    since: date
    until: date | None = None


def standings_of(contact: Contact, reader: Person) -> list[Standing]:
    """Return the standings of a contact, newest first, in the reader's days."""
    changes = changes_of(contact, "contact.added", "contact.edited")
    steps = _steps((reader.day_of(at), body.get("after", body)) for at, body in changes)
    labels = standing_labels()
    ends = (since for since, _key, _evidence in steps[1:])
    found = [
        Standing(key, labels.get(key, ""), evidence, since, until)
        for (since, key, evidence), until in zip_longest(steps, ends)
    ]
    return [standing for standing in reversed(found) if standing.key]


def _steps(changes: Iterable[tuple[date, Any]]) -> list[tuple[date, str, str]]:
    """Return the day, the standing and the evidence of each change of the standing."""
    steps: list[tuple[date, str, str]] = []
    for since, fields in changes:
        key, evidence = str(fields.get("standing") or ""), str(fields.get("standing_evidence") or "")
        if steps and steps[-1][1] == key:
            steps[-1] = (steps[-1][0], key, evidence)
        else:
            steps.append((since, key, evidence))
    return steps


def finding(contact: Contact, standings: list[Standing], today: date) -> str:
    """Return how a contact sees the agency, and since when where that is recorded."""
    if not contact.standing:
        return _("Standing not known")
    since = next((one.since for one in standings if one.until is None and one.key == contact.standing), None)
    if since is None:
        return {
            "backs_us": _("Backs us"),
            "neutral": _("Is neutral"),
            "doubts": _("Has doubts"),
            "prefers_another": _("Prefers another agency"),
        }[contact.standing]
    sentence = {
        "backs_us": _("Has backed us %(since_day)s"),
        "neutral": _("Has been neutral %(since_day)s"),
        "doubts": _("Has had doubts %(since_day)s"),
        "prefers_another": _("Has preferred another agency %(since_day)s"),
    }[contact.standing]
    return sentence % {"since_day": formats.day_with("since", since, today)}
