"""The values of the page of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.opened import accounts_opened_by
from amity.accounts.queries import rights, sees_whole
from amity.meetings import places, rules, wording
from amity.meetings.models import Meeting, MeetingPerson
from amity.meetings.queries import attendees_of
from amity.people.queries import person_of
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone in a meeting: the name, the address of their page, their answer, and where to add them as a contact."""

    name: str
    note: str
    answer: str
    has_declined: bool
    address: str = ""
    adds: str = ""
    is_client: bool = False


def meeting_page(by: Actor, meeting: Meeting) -> dict[str, Any]:
    """Return what the page of a meeting shows."""
    people, today = attendees_of(meeting), person_of(by).day_of(timezone.now())
    return {
        "meeting": meeting,
        "when": wording.when(meeting, today),
        "state": wording.STATES[meeting.state],
        "is_cancelled": meeting.state == rules.CANCELLED,
        "has_ended": meeting.ends_at <= timezone.now(),
        "theirs": _attendees(by, meeting, people.theirs),
        "ours": _attendees(by, meeting, people.ours),
        "opens_account": meeting.account_id in accounts_opened_by(by, [meeting.account]),
        "acts": [(entry.label, entry.address(meeting), entry.icon) for entry in places.acts.seen_by(by, meeting)],
    }


def _attendees(by: Actor, meeting: Meeting, rows: Sequence[MeetingPerson]) -> list[Attendee]:
    whole = sees_whole(by, meeting.account)
    adds = reverse("accounts:add_contact", args=[meeting.account_id]) if rights(by, meeting.account).add else ""
    found = []
    for row in rows:
        contact, person = row.contact, row.person
        name = contact.name if contact else person.name if person else row.name or row.mail
        note = contact.title if contact else "" if person else row.mail if row.name else ""
        found.append(
            Attendee(
                name=name,
                note=", ".join(filter(None, (note, _("organiser") if row.is_organizer else ""))),
                answer=str(wording.ANSWERS[row.answer]),
                has_declined=row.answer == rules.DECLINED,
                address=reverse("accounts:contact", args=[contact.pk]) if contact and whole else "",
                adds=_prefilled(adds, row) if adds and row.mail and contact is None else "",
                is_client=person is None,
            )
        )
    return found


def _prefilled(address: str, row: MeetingPerson) -> str:
    return f"{address}?{urlencode({'name': row.name, 'mail': row.mail})}"
