"""Values of the page before a call, and its address."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.conversations.calls.assembling import sheet
from amity.conversations.calls.call import Call
from amity.conversations.calls.finding import names_of
from amity.conversations.calls.meetings import mail_and_note
from amity.conversations.calls.sheet import Sentence
from amity.meetings import wording
from amity.meetings.models import Meeting
from amity.meetings.queries import next_meeting_with
from amity.people.queries import person_of
from amity.shared.actor import Actor


def title(call: Call) -> Sentence:
    """Return the title of the page."""
    return Sentence(_("Before the call with %(who)s"), {"who": names_of(call)})


def context(by: Actor, call: Call) -> dict[str, Any]:
    """Return the values of the page."""
    account = call.account
    return {
        "call": call,
        "account": account,
        "title": title(call),
        "sheet": sheet(by, call),
        "note_address": note_address(call),
        "open_address": reverse("accounts:account", args=[account.pk]),
        **(_of_meeting(by, call, call.meeting) if call.meeting is not None else _of_contact(by, call)),
    }


def note_address(call: Call) -> str:
    """Return the address of the note form with who is on the call filled in."""
    address = reverse("conversations:record_note", args=[call.account.pk])
    if call.meeting is not None:
        return f"{address}?meeting={call.meeting.pk}"
    return f"{address}?contact={call.contacts[0].pk}" if call.contacts else address


def note_of(by: Actor, meeting_id: int) -> str:
    """Return the address of the note of a meeting, "" without one."""
    return _address_of_note(mail_and_note(by, meeting_id)[1])


def _address_of_note(note_id: int | None) -> str:
    return reverse("conversations:note", args=[note_id]) if note_id is not None else ""


def _of_meeting(by: Actor, call: Call, meeting: Meeting) -> dict[str, Any]:
    """Return when and where a meeting is, its link, when its page was emailed, and its note."""
    mailed, note_id = mail_and_note(by, meeting.pk)
    return {
        "when": wording.when(meeting, person_of(by).day_of(call.now)),
        "place": meeting.place,
        "join_link": meeting.join_link if meeting.ends_at > call.now else "",
        "mailed": wording.clock(mailed) if mailed is not None else "",
        "meeting_address": reverse("meetings:meeting", args=[meeting.pk]),
        "written": _address_of_note(note_id),
    }


def _of_contact(by: Actor, call: Call) -> dict[str, Any]:
    """Return the next meeting with a contact, if there is one."""
    meeting = next((found for contact in call.contacts if (found := next_meeting_with(by, contact.pk, call.now))), None)
    if meeting is None:
        return {}
    return {
        "next_when": wording.when(meeting, person_of(by).day_of(call.now)),
        "next_title": meeting.title,
        "next_address": reverse("conversations:before_meeting", args=[meeting.pk]),
    }
