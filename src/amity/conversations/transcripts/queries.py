"""Queries for transcripts: the drafts of their owner, and those stored with a note."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.conversations.models import Note
from amity.conversations.notes.queries import note_seen_by
from amity.conversations.transcripts.models import Transcript
from amity.lines.models import Line
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing

DRAFT_HOURS: Final = 24
"""Hours after which the transcript of a note that was never saved is deleted."""
MOST_NAMES: Final = 300
"""Names of lines and deliverables that are looked for, the newest."""


def drafts_of(by: Actor, account: Account, now: datetime) -> "QuerySet[Transcript]":
    """Return the actor's transcripts of notes that aren't saved yet, the newest first."""
    fresh = Transcript.objects.filter(note=None, added_at__gt=now - timedelta(hours=DRAFT_HOURS))
    return fresh.filter(owner_id=by.person_id, account=account).order_by("-added_at", "-pk")


def draft_of(by: Actor, account: Account, transcript_id: int, now: datetime, *, lock: bool = False) -> Transcript:
    """Return one of the actor's drafts, or raise `NotSeen`."""
    gone = _("This transcript has been deleted. Upload it again.")
    return seen_or_missing(drafts_of(by, account, now), transcript_id, gone, lock=lock)


def transcript_of(note: Note) -> Transcript | None:
    """Return the transcript stored with a note, without its words."""
    return Transcript.objects.filter(note=note).select_related("owner").defer("rows").first()


def transcript_seen_by(by: Actor, note_id: int) -> tuple[Note, Transcript]:
    """Return a note the actor can see with its transcript, or raise `NotSeen`."""
    note = note_seen_by(by, note_id)
    found = Transcript.objects.filter(note=note).select_related("owner").first()
    if found is None:
        raise NotSeen(_("Transcript not found. It may have been deleted, or the note never had one."))
    return note, found


def names_on(account: Account) -> list[str]:
    """Return the titles of an account's lines, which are its deliverables."""
    rows = Line.objects.filter(account=account).order_by("-pk").values_list("title", flat=True)
    return list(rows[:MOST_NAMES])
