"""The steps of an import for its pages. A short file is handled at once, a long one as a background job."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.imports import commands, queries, single_process
from amity.imports.models import Batch
from amity.imports.names.decisions import Decision
from amity.imports.quoted_lines.rules import ScopeLine
from amity.imports.quoted_lines.taker import lines_of
from amity.imports.readers.limited import STOPPED, UNFINISHED, sniffed
from amity.imports.rules import Unreadable
from amity.imports.source_file.access import limits, path_of
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import stage_of
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.tools.rules.sniffing import PROJECTS, WITHOUT_TIME
from amity.imports.whole_files.result import FileResult
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS
from amity.imports.wording import sentence
from amity.jobs import commands as jobs
from amity.jobs import rules as job_rules
from amity.jobs.models import Job
from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

FIND_OUT = "find_out"
AT_ONCE_BYTES = 2_000_000
"""Up to this size a file is read while its sender waits, for well under two seconds."""

MAPPED_TOOLS = frozenset({"companies", "deals", "expenses", "invoices"})
"""The kinds of files without time whose columns a person can choose."""
CREATING = frozenset({PROJECTS, "contacts", "crm"})
"""The kinds of files that create the accounts they name, unless the person unticks it."""
HOPELESS = frozenset(
    {"file_empty", "file_too_large", "wrong_kind", "zip_broken", "xlsx_broken", "xlsx_too_large",
     "too_many_rows", "line_too_long", "not_board", "board_broken", "board_too_large",
     "harvest_other_export", "not_workspace", "zip_broken_workspace", "workspace_broken", "workspace_too_large"}
)  # fmt: skip
"""Reasons that no answer can fix. Such a file is discarded at once, with the reason next to its field."""


_LOOKING = "looking"


@dataclass
class FilePreview(FileResult):
    """The records a file without time would add, the lines it quotes, and its open questions."""

    lines: list[ScopeLine] = field(default_factory=list)
    fault: str = ""


def bring(*, by: Actor, tool: str, name: str, chunks: Iterable[bytes], options: Options, now: datetime) -> Batch:
    """Save a file and read it. Raises `Invalid` for an unusable file, which isn't saved.

    A file whose reading was stopped is saved as `unreadable`, to be tried again or discarded.

    With the tool `FIND_OUT` the tool is detected. An unknown one is a file of any layout.
    """
    reader = "csv" if tool == FIND_OUT else tool
    batch = commands.bring_file(by=by, tool=reader, name=name, chunks=chunks, options=options, now=now)
    try:
        batch = _as_found(by, batch, tool)
    except Unreadable as stopped:
        commands.leave_unreadable(batch, stopped)
        return batch
    tool = batch.tool
    fault = _first_look(by, batch, now) if tool in WHOLE_FILE_TOOLS else _read(by, batch, now)
    hopeless = WHOLE_FILE_TOOLS - MAPPED_TOOLS
    if fault is not None and fault.reason.code in STOPPED:
        return batch
    if fault is not None and (tool in hopeless or fault.reason.code in HOPELESS):
        commands.discard_batch(by=by, batch_id=batch.pk)
        raise Invalid(sentence(fault.reason), "file")
    return batch


def give_answers(*, by: Actor, batch_id: int, answers: Mapping[str, Any], now: datetime, tool: str = "") -> None:
    """Read a file again with other answers, or as another tool's. Its state shows the result.

    A file without time is only read when its page is opened.
    """
    batch = _prepared(by=by, batch_id=batch_id, answers=answers, tool=tool)
    if batch.tool not in WHOLE_FILE_TOOLS:
        _read(by, batch, now)


def decide(*, by: Actor, batch_id: int, decisions: Iterable[Decision], create_missing: bool, now: datetime) -> None:
    """Save what names are and whether new ones are created, and compare again."""
    commands.decide_names(by=by, batch_id=batch_id, decisions=decisions, now=now)
    _prepared(by=by, batch_id=batch_id, answers={"create_missing": create_missing})
    _match(by, batch_id, now)


def decide_duplicates(*, by: Actor, batch_id: int, choice: str, now: datetime) -> None:
    """Choose what happens to rows that look like existing records, and compare time again."""
    batch = queries.batch_seen_by(by, batch_id)
    _refuse_if_busy(batch)
    commands.decide_duplicates(by=by, batch_id=batch_id, choice=choice, now=now)
    if batch.tool not in WHOLE_FILE_TOOLS:
        _match(by, batch_id, now)


def begin(*, by: Actor, batch_id: int, now: datetime) -> None:
    """Confirm the preview, or resume a stopped import. A job imports the rows.

    Refused if newer time of the same source was imported since the preview. It is then compared again.
    """
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool not in WHOLE_FILE_TOOLS and commands.is_preview_outdated(batch):
        _refuse_if_busy(batch)
        _match(by, batch_id, now)
        raise Refused(
            _("Another import has come in since this preview. It was compared again: please check it once more.")
        )
    _begin(by=by, batch_id=batch_id, now=now)


@command
def _begin(*, by: Actor, batch_id: int, now: datetime) -> None:
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    _refuse_if_busy(batch)
    if batch.tool in WHOLE_FILE_TOOLS:
        _start(by=by, batch_id=batch_id, kind="imports.take", now=now)
        return
    if batch.state == "applying" and not queries.is_interrupted(batch):
        raise Refused(_("This file is already being imported."))
    commands.begin_batch(by=by, batch_id=batch_id, now=now)
    _start(by=by, batch_id=batch_id, kind="imports.apply", now=now)


@command
def undo(*, by: Actor, batch_id: int, now: datetime) -> None:
    """Undo a batch as a job, newest of its source first."""
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    _refuse_if_busy(batch)
    if batch.state in queries.UNDECIDED:
        raise Refused(_("Nothing was imported from this file, so there is nothing to undo."))
    queries.refuse_where_newer(batch)
    _start(by=by, batch_id=batch_id, kind="imports.undo", now=now)


def take(*, by: Actor, batch_id: int, answers: Mapping[str, Any], now: datetime) -> None:
    """Import a file without time as a job."""
    if queries.batch_seen_by(by, batch_id).tool not in WHOLE_FILE_TOOLS:
        raise Refused(_("This file has time in it. Check its rows first."))
    _prepared(by=by, batch_id=batch_id, answers=answers)
    _start(by=by, batch_id=batch_id, kind="imports.take", now=now)


def project_names(by: Actor) -> list[str]:
    """Return the codes or names of projects, to choose from where a file names none."""
    return [project.code or project.name for project in projects_seen_by(by).order_by("name")[:200]]


@command
def _prepared(*, by: Actor, batch_id: int, answers: Mapping[str, Any], tool: str = "") -> Batch:
    batch = queries.batch_seen_by(by, batch_id, lock=True)
    _refuse_if_busy(batch)
    if batch.state not in queries.UNDECIDED:
        raise Refused(_("Someone else has imported this file since you opened it, so your answers weren’t needed."))
    if tool and tool not in commands.TOOLS:
        raise Invalid(_("Choose what the file comes from."), "tool")
    if tool and tool != batch.tool:  # columns chosen for one tool don't apply to another
        answers = {"columns": {}, "recipe": "", "create_missing": tool == PROJECTS, **answers}
    batch.options = Options.from_json(batch.options).changed(**answers).as_json()
    batch.tool, batch.state = tool or batch.tool, "reading"
    batch.save(update_fields=["options", "tool", "state"])
    return batch


def _as_found(by: Actor, batch: Batch, asked: str) -> Batch:
    """Return the batch with its detected tool, where that was requested or the tool also has files without time."""
    if asked in {FIND_OUT, *WITHOUT_TIME}:
        found = sniffed(path_of(batch), limits(by))
        if found and (asked == FIND_OUT or found == PROJECTS):
            batch.tool = found
    elif asked not in CREATING:
        return batch
    if batch.tool in CREATING:
        batch.options = {**batch.options, "create_missing": True}
    batch.save(update_fields=["tool", "options"])
    return batch


def _first_look(by: Actor, batch: Batch, now: datetime) -> Unreadable | None:
    try:
        looked_through(by, batch, now)
    except Unreadable as fault:
        return fault
    return None


def looked_through(by: Actor, batch: Batch, now: datetime) -> FilePreview:
    """Return the records of a file without time, without writing any. Raises `Unreadable` for another kind of file.

    A file whose reading was stopped or crashed is left as `unreadable` and isn't tried again.
    """
    try:
        with _once(batch):
            return _looked_through(by, batch, now)
    except Unreadable as fault:
        if fault.reason.code in STOPPED or batch.tool not in MAPPED_TOOLS:
            commands.leave_unreadable(batch, fault)
        raise


@contextmanager
def _once(batch: Batch) -> Iterator[None]:
    """Record on the stage that a file is being read, so that a process that crashes on it does so only once."""
    with stage_of(batch.pk) as stage:
        unfinished = stage.fact(_LOOKING, default=False) and not single_process.is_held(batch.pk)
        stage.put_fact(_LOOKING, not unfinished)
    if unfinished:
        raise Unreadable(UNFINISHED)
    try:
        yield
    finally:
        with stage_of(batch.pk) as stage:
            stage.put_fact(_LOOKING, value=False)


def _looked_through(by: Actor, batch: Batch, now: datetime) -> FilePreview:
    if batch.tool != "lines":
        taken = commands.take_file(by=by, batch_id=batch.pk, now=now, dry_run=True)
        return FilePreview(**vars(taken))
    looked = FilePreview()
    with single_process.alone_on(batch.pk), lines_of(path_of(batch), limits(by)) as found:
        for row in found:
            looked.rows += 1
            if isinstance(row, Rejected):
                looked.refuse(row.number, row.reasons)
            else:
                looked.lines.append(row)
    return looked


def _read(by: Actor, batch: Batch, now: datetime) -> Unreadable | None:
    if not _is_short(batch):
        _start(by=by, batch_id=batch.pk, kind="imports.read", now=now)
        return None
    try:
        commands.read_batch(by=by, batch_id=batch.pk)
    except Unreadable as fault:
        return fault
    return None


def _match(by: Actor, batch_id: int, now: datetime) -> None:
    if _is_short(queries.batch_seen_by(by, batch_id)):
        commands.match_batch(by=by, batch_id=batch_id)
    else:
        _start(by=by, batch_id=batch_id, kind="imports.match", now=now)


@command
def _start(*, by: Actor, batch_id: int, kind: str, now: datetime) -> None:
    job = jobs.start_job(by=by, kind=kind, arguments={"batch_id": batch_id}, now=now)
    Batch.objects.filter(pk=batch_id).update(job_id=job.pk)


def _refuse_if_busy(batch: Batch) -> None:
    if Job.objects.filter(pk=batch.job_id or 0, state__in=job_rules.OPEN).exists():
        raise Refused(_("This file is already being processed. Wait for that to finish, or stop it."))


def _is_short(batch: Batch) -> bool:
    return batch.file is not None and batch.file.size < AT_ONCE_BYTES


def read_quietly(*, by: Actor, batch_id: int, tell: commands.Tell) -> None:
    """Read a file in the background. An unreadable file becomes `unreadable`, and its page shows why."""
    with suppress(Unreadable):
        commands.read_batch(by=by, batch_id=batch_id, tell=tell)
