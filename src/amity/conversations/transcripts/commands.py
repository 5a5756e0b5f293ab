"""Read a transcript for a note, keep it with the note until a date, and delete it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.agency.queries import limit
from amity.audit import trail
from amity.conversations import policy
from amity.conversations.models import Note
from amity.conversations.notes.proposals import people_around
from amity.conversations.notes.queries import note_seen_by
from amity.conversations.transcripts import queries
from amity.conversations.transcripts.models import Transcript, rows_of
from amity.conversations.transcripts.offers import code_of, who_spoke
from amity.conversations.transcripts.reading import talk_in
from amity.conversations.transcripts.rules import Talk
from amity.files.rules import safe_name
from amity.jobs.registry import actor_of_job
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid

LONGEST_DAYS: Final = 3 * 366
"""Days that a transcript can be kept."""
MOST_DRAFTS: Final = 10
"""Drafts of one person. An older one gives way to a new one."""
MOST_TITLE: Final = 255


@dataclass(frozen=True, slots=True)
class TranscriptUse:
    """What becomes of a draft when its note is saved: deleted, or kept until a date with who its speakers are."""

    transcript_id: int
    keep_until: date | None = None
    speakers: Mapping[str, str] | None = None


def read_draft(*, by: Actor, account_id: int, name: str, data: bytes, now: datetime) -> Transcript:
    """Read a file for a note that is being written. The same file read again is the same draft."""
    account = account_seen_by(by, account_id)
    return _store(by=by, account=account, name=name, data=data, talk=read_file(name, data), now=now)


def read_file(name: str, data: bytes) -> Talk:
    """Return what a file of acceptable size has. Raises `Invalid` at `file`."""
    most = limit("transcript.file_bytes")
    if len(data) > most:
        raise Invalid(
            _("The transcript is larger than %(most)s MB. Nothing was saved.") % {"most": round(most / 1_000_000, 1)},
            "file",
        )
    if not data.strip():
        raise Invalid(_("This transcript has no words."), "file")
    return talk_in(data, name)


@command
def _store(*, by: Actor, account: Account, name: str, data: bytes, talk: Talk, now: datetime) -> Transcript:
    drafts = queries.drafts_of(by, account, now).defer("rows")
    digest = hashlib.sha256(data).hexdigest()
    same = drafts.filter(digest=digest).first()
    if same is not None:
        same.added_at = now
        same.save(update_fields=["added_at"])
        return same
    Transcript.objects.filter(pk__in=[one.pk for one in drafts[MOST_DRAFTS - 1 :]]).delete()
    made = _row(by, account, name, digest, talk, now)
    made.save(force_insert=True)
    return made


@command
def settle(*, by: Actor, note: Note, use: TranscriptUse, now: datetime) -> None:
    """Delete a draft whose note was saved, or keep it with the note. One that the note had before is replaced."""
    draft = queries.draft_of(by, note.account, use.transcript_id, now, lock=True)
    if use.keep_until is None:
        draft.delete()
        trail.record("transcript.used", subject=note, by=by, at=now, changes=_image(draft))
        return
    _keep(draft, note, use.keep_until, use.speakers or {}, by, now)


@command
def keep_transcript(
    *, by: Actor, note_id: int, name: str, data: bytes, keep_until: date | None, now: datetime
) -> Transcript:
    """Read a file and keep it with a note, for as long as the agency usually does where no date is given."""
    note = note_seen_by(by, note_id, lock=True)
    policy.may_change(person_of(by), note).or_refuse()
    row = _row(by, note.account, name, hashlib.sha256(data).hexdigest(), read_file(name, data), now)
    people = people_around(note.account, by, (), ())
    speakers = {who: code_of(one) for who, one in who_spoke(row.cues, people, {}).items() if one is not None}
    _keep(row, note, keep_until or usual_date(now), speakers, by, now)
    return row


@command
def delete_transcript(*, by: Actor, note_id: int, now: datetime) -> None:
    """Delete the transcript of a note at once."""
    note = note_seen_by(by, note_id, lock=True)
    policy.may_change(person_of(by), note).or_refuse()
    _note, found = queries.transcript_seen_by(by, note_id)
    found.delete()
    trail.record("transcript.deleted", subject=note, by=by, at=now, changes=_image(found))


def delete_expired(*, now: datetime) -> int:
    """Daily job: delete transcripts kept long enough, and drafts of notes that were never saved. Return how many."""
    today = timezone.localdate(now)
    kept = Transcript.objects.filter(keep_until__lt=today).values_list("pk", flat=True)
    return forget_drafts(now=now) + sum(_expire(pk, today, now) for pk in list(kept))


def forget_drafts(*, now: datetime) -> int:
    """Delete drafts after a day, and return how many."""
    old = Transcript.objects.filter(note=None, added_at__lte=now - timedelta(hours=queries.DRAFT_HOURS))
    return old.delete()[0]


def usual_date(now: datetime) -> date:
    """Return until when a transcript is kept unless someone chooses a date."""
    return timezone.localdate(now) + timedelta(days=limit("transcript.keep_days"))


@command
def _expire(transcript_id: int, today: date, now: datetime) -> bool:
    found = Transcript.objects.select_for_update().filter(pk=transcript_id, keep_until__lt=today).first()
    if found is None or found.note is None:
        return False
    found.delete()
    by = actor_of_job(0, _("the daily job"))
    trail.record("transcript.expired", subject=found.note, by=by, at=now, changes=_image(found))
    return True


def _keep(
    row: Transcript, note: Note, keep_until: date, speakers: Mapping[str, str], by: Actor, now: datetime
) -> None:  # fmt: skip
    today = timezone.localdate(now)
    if not today <= keep_until <= today + timedelta(days=LONGEST_DAYS):
        raise Invalid(_("Choose a date from today to three years ahead."), "keep_until")
    before = Transcript.objects.filter(note=note).defer("rows").first()
    if before is not None:
        before.delete()
        trail.record("transcript.deleted", subject=note, by=by, at=now, changes=_image(before))
    row.note, row.keep_until, row.speakers = note, keep_until, dict(speakers)
    row.save()
    trail.record("transcript.kept", subject=note, by=by, at=now, changes=_image(row))


def _row(by: Actor, account: Account, name: str, digest: str, talk: Talk, now: datetime) -> Transcript:
    return Transcript(
        account=account, owner_id=by.person_id, name=safe_name(name)[:MOST_TITLE] if name.strip() else "",
        format=talk.format, digest=digest, rows=rows_of(talk.cues), line_count=len(talk.cues), seconds=talk.seconds,
        remarks=list(talk.remarks), held_on=talk.held_on, held_at=_moment(talk), added_at=now,
    )  # fmt: skip


def _moment(talk: Talk) -> datetime | None:
    """Return when the talk began, where its file states both date and time."""
    if talk.held_on is None or talk.held_time is None:
        return None
    naive = datetime.combine(talk.held_on, talk.held_time)
    return naive.replace(tzinfo=UTC) if talk.is_utc else timezone.make_aware(naive)


def _image(row: Transcript) -> dict[str, Any]:
    """Return a transcript as the audit log has it: never its words."""
    return {
        "name": row.name, "format": row.format, "line_count": row.line_count,
        "keep_until": row.keep_until.isoformat() if row.keep_until else None,
    }  # fmt: skip
