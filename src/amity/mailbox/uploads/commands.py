"""Upload a file of emails, take what is with clients, and undo that."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.agency.queries import limit
from amity.audit import trail
from amity.files import commands as files
from amity.files.models import StoredFile
from amity.files.queries import opened
from amity.jobs.commands import start_job
from amity.jobs.registry import Cancelled, Progress
from amity.mailbox.messages import outcomes, queries
from amity.mailbox.messages.commands import delete, take_messages
from amity.mailbox.messages.hooks import held_by, undone
from amity.mailbox.messages.hooks import taken as taken_hooks
from amity.mailbox.messages.outcomes import Taken
from amity.mailbox.messages.rules import AddressBook
from amity.mailbox.models import Message
from amity.mailbox.rules import DONE, READING, STOPPED, UNDONE, UPLOAD
from amity.mailbox.uploads.models import Upload
from amity.mailbox.uploads.queries import upload_seen_by
from amity.mailbox.uploads.splitting import Piece, is_outlook, pieces
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

JOB: Final = "mailbox.read_upload"
PURPOSE: Final = "mail.upload"
PORTION: Final = 50
"""Emails taken in one transaction."""
MOST_PROBLEMS: Final = 100
READ_AT_ONCE: Final = 1_000_000
"""Bytes of a file that is read while its uploader waits. A larger one is read in the background."""


def store_file(*, by: Actor, name: str, chunks: Iterable[bytes], now: datetime) -> StoredFile:
    """Store a file of emails. Raises `Invalid` for one that is too large, or that only Outlook can read."""
    file = files.store(
        by=by, name=name, chunks=chunks, limit=limit("mail.upload_bytes"), now=now, purpose=PURPOSE, looks_inside=True
    )
    with opened(file) as content:
        outlook = is_outlook(content.read(8))
    if outlook:
        files.remove(file)
        raise Invalid(_("This is an Outlook message. Save it as .eml first."), "file")
    return file


@command
def begin_upload(
    *, by: Actor, file_id: int, now: datetime, account_id: int | None = None, in_background: bool = True
) -> Upload:
    """Begin to read a stored file: a large one in the background. `account_id` is the page it was uploaded on."""
    account = account_seen_by(by, account_id) if account_id is not None else None
    file = StoredFile.objects.get(pk=file_id, purpose=PURPOSE, owner_id=by.person_id)
    upload = Upload.objects.create(
        person=person_of(by), account=account, name=file.name, file=file, state=READING, uploaded_at=now
    )
    if in_background and file.size > READ_AT_ONCE:
        upload.job_id = start_job(by=by, kind=JOB, arguments={"upload_id": upload.pk}, now=now).pk
        upload.save(update_fields=["job_id"])
    trail.record("upload.begun", subject=upload, by=by, at=now, changes={"name": file.name})
    return upload


def read_upload(*, by: Actor, upload_id: int, now: datetime, progress: Progress | None = None) -> Upload:
    """Take the emails of a file, from where it was left. The file is deleted afterwards: it may hold more than ours."""
    upload = upload_seen_by(by, upload_id)
    if upload.state != READING or upload.file is None:
        raise Refused(_("This import has already ended."))
    book = queries.address_book(by)
    with opened(upload.file) as content:
        found = pieces(content, upload.offset, limit("mail.message_bytes"))
        try:
            while some := list(islice(found, PORTION)):
                if progress is not None:
                    progress.step(upload.offset, upload.file.size)
                _take(by, upload, some, book, now)
        except Cancelled:
            _end(by, upload, STOPPED, now)
            raise
    return _end(by, upload, DONE, now)


def _take(by: Actor, upload: Upload, some: Sequence[Piece], book: AddressBook, now: datetime) -> None:
    """Take a portion. The counts, and what is read from its emails, are saved with it.

    A killed job counts nothing twice and leaves no email unread.
    """
    first = upload.read + 1
    readable = [piece for piece in some if piece.raw is not None]

    def count(taken: Sequence[Taken]) -> None:
        became = dict(zip((piece.end for piece in readable), taken, strict=True))
        too_large = Taken(outcomes.UNREADABLE, reason="size")
        _add(upload, [became.get(piece.end, too_large) for piece in some], first, some[-1].end)
        found = [one.message_id for one in taken if one.message_id is not None]
        for act in taken_hooks:
            act(found, now)

    take_messages(
        by=by, raws=[piece.raw for piece in readable if piece.raw is not None], source=UPLOAD, now=now,
        upload_id=upload.pk, book=book, within=count,
    )  # fmt: skip


def _add(upload: Upload, taken: Sequence[Taken], first: int, end: int) -> None:
    fresh = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    for number, one in enumerate(taken, first):
        if one.outcome in (outcomes.TAKEN, outcomes.COMPLETED):
            fresh.taken += 1
        elif one.outcome == outcomes.KNOWN:
            fresh.known += 1
        elif one.outcome == outcomes.UNMATCHED:
            fresh.unmatched += 1
        else:
            fresh.unreadable += 1
            if len(fresh.problems) < MOST_PROBLEMS:
                fresh.problems.append([number, one.reason or one.outcome])
    fresh.read, fresh.offset = first + len(taken) - 1, end
    fresh.save(update_fields=["taken", "known", "unmatched", "unreadable", "problems", "read", "offset"])
    for name in ("taken", "known", "unmatched", "unreadable", "problems", "read", "offset"):
        setattr(upload, name, getattr(fresh, name))


@command
def _end(by: Actor, upload: Upload, state: str, now: datetime) -> Upload:
    fresh = upload_seen_by(by, upload.pk, lock=True)
    file, fresh.file = fresh.file, None
    fresh.state, fresh.finished_at = state, now
    fresh.save()
    counts = {name: getattr(fresh, name) for name in ("taken", "known", "unmatched", "unreadable")}
    trail.record("upload.ended", subject=fresh, by=by, at=now, changes=counts)
    if file is not None:
        place = files.forget(file)
        transaction.on_commit(lambda: place.unlink(missing_ok=True))
    return fresh


@command
def undo_upload(*, by: Actor, upload_id: int, now: datetime) -> int:
    """Delete the emails that came with an upload. Return how many stay, because something else has them too."""
    upload = upload_seen_by(by, upload_id, lock=True)
    if upload.state not in (DONE, STOPPED):
        raise Refused(_("Only an import that has ended can be undone."))
    rows = Message.objects.filter(upload=upload).values_list("pk", "thread_id")
    threads = dict(rows)
    held = {pk for hook in held_by for pk in hook(list(threads))}
    gone = [pk for pk in threads if pk not in held]
    for undo in undone:
        undo(gone, by, now)
    for portion in queries.in_portions(gone):
        delete(portion, {threads[pk] for pk in portion})
    upload.state, upload.undone_at = UNDONE, now
    upload.save()
    trail.record("upload.undone", subject=upload, by=by, at=now, changes={"removed": len(gone), "held": len(held)})
    return len(held)
