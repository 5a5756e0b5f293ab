"""Upload a file, answer its questions, apply it, stop it, resume it, undo it, or discard it.

Reading and comparing work on the stage without a lock. Only `apply_batch` and `undo_batch` write time, in chunks.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.agency.queries import agency, limit
from amity.audit import trail
from amity.files import commands as files
from amity.imports import policy, queries, single_process
from amity.imports.comparison.commands import compare
from amity.imports.duplicates.marks import is_outdated, mark_duplicates, mark_recent, newest_entry
from amity.imports.entries.applier import Applier
from amity.imports.line_codes.memory import LineMemory, source_key
from amity.imports.models import Batch, Choice, Source
from amity.imports.names.decisions import Decision, with_accounts
from amity.imports.names.maker import Maker
from amity.imports.names.matcher import FORGET, IGNORE, INSIDE, Matcher
from amity.imports.readers.limited import STOPPED
from amity.imports.rules import Unreadable
from amity.imports.source_file.access import limits, path_of
from amity.imports.source_file.contents import ReadFile, read_file
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import drop_stage, stage_of
from amity.imports.tools.rules.exports import TIME_TOOLS
from amity.imports.undo.undoer import Undoer, Undone
from amity.imports.whole_files.leftover_rows import keep_left
from amity.imports.whole_files.result import FileResult
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS, WholeFile
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

CHOICES = ("skip", "changed", "replace", "import")
"""The choices for rows of time that look like existing time."""
TOOLS = (
    *TIME_TOOLS, "csv", "projects", "expenses", "invoices", "companies", "contacts", "deals", "crm", "lines",
)  # fmt: skip
Tell = Callable[[int, int], None]


def quietly(done: int, of: int) -> None:
    """Report no progress."""


def bring_file(*, by: Actor, tool: str, name: str, chunks: Iterable[bytes], options: Options, now: datetime) -> Batch:
    """Store a file and create its batch without reading it. Refused if it is too large, empty, or the disk is full."""
    person = person_of(by)
    policy.may_import(person).or_refuse()
    if tool not in TOOLS:
        raise Invalid(_("Choose what the file comes from."), "tool")
    most = limit("import.file_bytes")
    file = files.store(by=by, name=name, chunks=chunks, limit=most, now=now, purpose="import", looks_inside=True)
    batch = Batch.objects.create(
        tool=tool, file=file, file_name=file.name, person=person, options=options.as_json(), brought_at=now
    )
    drop_stage(batch.pk)  # a database put back from a copy gives numbers out again, whose stages are still there
    return batch


def read_batch(*, by: Actor, batch_id: int, tell: Tell = quietly) -> ReadFile:
    """Read the file onto the stage, match its names and compare its rows. The batch is then `ready` for the preview.

    It is `asking` where the file can be read in two ways, and `unreadable` (raising `Unreadable`) where it can't be
    read.
    """
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool in WHOLE_FILE_TOOLS or batch.state not in queries.UNDECIDED:
        raise Refused(_("This file has already been imported, or has no time in it."))
    options = Options.from_json(batch.options)
    options = options.changed(zone=options.zone or agency().time_zone, currency=options.currency or agency().currency)
    try:
        with single_process.alone_on(batch.pk), stage_of(batch.pk) as stage:
            recalling = LineMemory(batch)
            read = read_file(path_of(batch), batch.tool, options, limits(by), stage, tell, recall=recalling.recall)
    except Unreadable as fault:
        leave_unreadable(batch, fault)
        raise
    notes = [note.as_json() for note in (*read.notes, *recalling.notes)]
    batch.options = {**batch.options, **recalling.answers}
    if read.question is not None:
        Batch.objects.filter(pk=batch.pk).update(state="asking", notes=[*notes, read.question.as_json()])
        return read
    batch.source = Source.objects.get_or_create(tool=batch.tool, key=source_key(batch.tool, read.columns, options))[0]
    batch.notes = notes
    batch.save(update_fields=["source", "notes", "options"])
    match_batch(by=by, batch_id=batch.pk)
    return read


def leave_unreadable(batch: Batch, fault: Unreadable) -> None:
    """Save why a file can't be read. Its page shows the reason, and reads it again only on request."""
    Batch.objects.filter(pk=batch.pk).update(state="unreadable", notes=[fault.reason.as_json()])


def match_batch(*, by: Actor, batch_id: int) -> Batch:
    """Match names and compare rows again, after a decision or a change in Amity."""
    batch = queries.batch_seen_by(by, batch_id)
    if batch.source is None:
        raise Refused(_("This file hasn’t been read yet."))
    options = Options.from_json(batch.options)
    with stage_of(batch.pk) as stage:
        stage.put_fact("entries_until", newest_entry())
        Matcher(batch.source, options).match(stage)
        compare(batch.source, options, stage)
        mark_duplicates(batch, stage)
        batch.counts = stage.counts()
    batch.state = "ready"
    batch.save(update_fields=["state", "counts"])
    return batch


_VERDICTS = frozenset({"match", "create", INSIDE, IGNORE, FORGET})


@command
def decide_names(*, by: Actor, batch_id: int, decisions: Iterable[Decision], now: datetime) -> None:
    """Save decisions for this source, so that its next file doesn't ask again. Compare again afterwards.

    A new account that a decision names is saved with the batch and created when it is applied.
    """
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    if batch.source is None or batch.state != "ready":
        raise Refused(_("You can only match names before the file is imported."))
    noted = []
    opens = dict(batch.options.get("opens", {}))
    for one in with_accounts(by, decisions):
        if one.kind not in {"person", "client", "project"} or one.verdict not in _VERDICTS:
            raise Invalid(_("Choose one of the answers."), one.key)
        name: dict[str, Any] = {"source": batch.source, "kind": one.kind, "name_key": one.key[:420]}
        opens.pop(one.key, None)
        if one.opens:
            opens[one.key] = one.opens
        if one.verdict == FORGET or one.opens:
            Choice.objects.filter(**name).delete()
        else:
            Choice.objects.update_or_create(**name, defaults={"verdict": one.verdict, "target": one.target})
        noted.append({"kind": one.kind, "name": one.key, "verdict": one.verdict, "target": one.target})
    batch.options = {**batch.options, "opens": opens}
    batch.save(update_fields=["options"])
    trail.record("import.names_decided", subject=batch, by=by, at=now, changes={"names": noted})


@command
def begin_batch(*, by: Actor, batch_id: int, now: datetime) -> Batch:
    """Confirm the preview, or resume a stopped or killed import. The batch is being applied from then on.

    Refused while another import is unfinished. `apply_batch` checks that no other process works on the batch.
    """
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    if batch.state not in {"ready", "stopped", "applying"} or single_process.is_held(batch_id):
        raise Refused(_("This file isn’t ready to import, or has already been imported."))
    other = Batch.objects.filter(state__in=queries.LIVE).exclude(pk=batch.pk).first()
    if other is not None:
        raise Refused(queries.unfinished(other))
    resumed = batch.state != "ready"
    if not resumed and is_preview_outdated(batch):
        raise Refused(_("Another import has come in since this preview. Compare the file again."))
    batch.state = "applying"
    batch.save(update_fields=["state"])
    action = "import.resumed" if resumed else "import.begun"
    trail.record(action, subject=batch, by=by, at=now, changes={"file": batch.file_name, "tool": batch.tool})
    return batch


def is_preview_outdated(batch: Batch) -> bool:
    """Return whether a batch must be compared again: newer time of its own source was imported."""
    with stage_of(batch.pk) as stage:
        return batch.state == "ready" and is_outdated(batch, stage)


@command
def decide_duplicates(*, by: Actor, batch_id: int, choice: str, now: datetime) -> None:
    """Choose what happens to rows that look like existing time or expenses. Compare time again afterwards.

    `skip` leaves them out and `import` imports them all. For time, `changed` also imports the rows that differ in one
    field, and `replace` puts them in place of the entries they differ from.
    """
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    looked_at = batch.state in queries.UNDECIDED if batch.tool == "expenses" else batch.state == "ready"
    if not looked_at:
        raise Refused(_("Choose this while you look at the file, before it is imported."))
    if choice not in (("skip", "import") if batch.tool == "expenses" else CHOICES):
        raise Invalid(_("Choose one of the answers."), "duplicates")
    batch.options = {**batch.options, "duplicates": choice}
    batch.save(update_fields=["options"])
    trail.record("import.duplicates_decided", subject=batch, by=by, at=now, changes={"choice": choice})


def apply_batch(*, by: Actor, batch_id: int, now: datetime, tell: Tell = quietly) -> Batch:
    """Import the rest of a started batch, in chunks.

    If it is interrupted, it is `stopped` and can be resumed or undone.
    """
    with single_process.alone_on(batch_id):
        return _apply_alone(by, batch_id, now, tell)


def _apply_alone(by: Actor, batch_id: int, now: datetime, tell: Tell) -> Batch:
    batch = queries.batch_seen_by(by, batch_id)
    if batch.state != "applying":
        raise Refused(_("This import hasn’t started."))
    try:
        with stage_of(batch.pk) as stage:
            total = batch.counts["rows"]
            # Match names again: this batch may have created some before it was killed.
            Matcher(batch.source, Options.from_json(batch.options)).match(stage)
            mark_recent(batch, stage)
            Maker(by, batch, stage, now).make()
            Applier(by, batch, stage, now, lambda done: tell(done, total)).run()
            batch.counts = stage.counts()
    except BaseException:
        Batch.objects.filter(pk=batch.pk, state="applying").update(state="stopped")
        raise
    batch.state, batch.ended_at = "applied", now
    batch.save(update_fields=["state", "counts", "ended_at"])
    return batch


def take_file(*, by: Actor, batch_id: int, now: datetime, dry_run: bool = False) -> FileResult:
    """Import a file without time in one go, in chunks.

    Raises `Unreadable` for another kind of file, before anything is written. After a kill, calling it again continues.
    """
    with single_process.alone_on(batch_id):
        batch = queries.batch_seen_by(by, batch_id)
        if batch.tool not in WHOLE_FILE_TOOLS or batch.state not in _OPEN:
            raise Refused(_("This file has already been imported."))
        try:
            taken = WholeFile(
                by, batch, path_of(batch), limits(by), Options.from_json(batch.options), now, dry_run
            ).take()
        except BaseException as fault:
            left = "stopped" if batch.made.exists() else "reading"
            Batch.objects.filter(pk=batch.pk, state="applying").update(state=left)
            if left == "reading" and isinstance(fault, Unreadable) and fault.reason.code in STOPPED:
                leave_unreadable(batch, fault)
            raise
        if not dry_run:
            keep_left(batch, taken)
            batch.state, batch.ended_at, batch.counts = "applied", now, taken.counts()
            batch.save(update_fields=["state", "ended_at", "counts"])
            detail = {"file": batch.file_name, "tool": batch.tool, "created": taken.created}
            trail.record("import.applied", subject=batch, by=by, at=now, changes=detail)
        return taken


_OPEN = {"reading", "stopped", "applying"}


def undo_batch(*, by: Actor, batch_id: int, now: datetime, tell: Tell = quietly) -> Undone:
    """Undo a batch, newest of its source first. Objects edited or locked since stay and are listed.

    An interrupted undo is resumed by calling it again, and so is one that left rows that can now be undone.
    """
    with single_process.alone_on(batch_id):
        batch = _begin_undo(by=by, batch_id=batch_id, now=now)
        undone = Undoer(by, batch, now, lambda done: tell(done, 0)).run()
        batch.state, batch.ended_at = "undone", now
        batch.counts = {**batch.counts, "undone": undone.as_json()}
        batch.save(update_fields=["state", "counts", "ended_at"])
    drop_stage(batch_id)
    return undone


def discard_batch(*, by: Actor, batch_id: int) -> None:
    """Delete a file that wasn't imported."""
    batch = queries.batch_seen_by(by, batch_id)
    if batch.state not in queries.UNDECIDED:
        raise Refused(_("This file has been imported. Undo the import instead."))
    file, source = batch.file, batch.source
    batch.delete()
    drop_stage(batch_id)
    if file is not None:
        files.remove(file)
    if source is not None and not source.batches.exists() and not source.choices.exists():
        source.delete()


@command
def _begin_undo(*, by: Actor, batch_id: int, now: datetime) -> Batch:
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    left = batch.state == "undone" and (batch.made.exists() or queries.entries_left(batch))
    if batch.state not in queries.WRITTEN and not left:
        raise Refused(_("There is nothing to undo for this file."))
    queries.refuse_where_newer(batch)
    batch.state = "undoing"
    batch.save(update_fields=["state"])
    trail.record("import.undo_begun", subject=batch, by=by, at=now, changes={"file": batch.file_name})
    return batch
