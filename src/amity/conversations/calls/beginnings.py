"""What a note of a meeting begins with, and the meetings that the form of a new note proposes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Account
from amity.conversations.calls.commands import note_fields
from amity.conversations.calls.meetings import call_of_meeting, to_note
from amity.meetings import wording
from amity.meetings.queries import meetings_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen


def first_values(by: Actor, account: Account, meeting_id: int, now: datetime) -> Mapping[str, Any] | None:
    """Return the initial values of a note of a meeting, or None without one of this account."""
    if not meeting_id:
        return None
    try:
        call = call_of_meeting(by, meeting_id, now)
    except NotSeen:
        return None
    if call.meeting is None or call.account.pk != account.pk:
        return None
    fields, begin = note_fields(call, call.meeting), timezone.localtime(call.meeting.starts_at)
    return {
        "kind": fields.kind, "title": fields.title, "minutes": fields.minutes, "meeting": fields.meeting_id,
        "held_on": begin.date(), "held_time": begin.time().replace(second=0, microsecond=0),
        "contacts": [str(pk) for pk in fields.contact_ids], "colleagues": [str(pk) for pk in fields.person_ids],
        "project_id": "", "absent": [],
    }  # fmt: skip


def chosen(by: Actor, account: Account, meeting_id: int) -> tuple[str, str] | None:
    """Return the title and the page of the meeting that a note is of."""
    meeting = meetings_seen_by(by).filter(account=account, pk=meeting_id).first()
    return (wording.titled(meeting), reverse("meetings:meeting", args=[meeting.pk])) if meeting is not None else None


def proposed(by: Actor, account: Account, now: datetime) -> list[tuple[str, str]]:
    """Return today's meetings of an account without a note, each with the address of the form filled in from it."""
    address = reverse("conversations:record_note", args=[account.pk])
    return [(wording.titled(row), f"{address}?meeting={row.pk}") for row in to_note(by, account, now)]
