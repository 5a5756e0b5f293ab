"""`amity import`, `amity undo`."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.imports import commands, queries
from amity.imports.options import Options
from amity.imports.rules.columns import parse_map_option
from amity.imports.rules.line_codes import parse_alias
from amity.imports.rules.reasons import Reason, Unreadable
from amity.imports.wording import sentence
from amity.people.queries import actor_for
from amity.shared.actor import Actor
from amity.shared.errors import Refusal

UNREADABLE, NOT_CLEAN = 2, 3
_READ = 1024 * 1024


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this part's sub-commands."""
    bring = subparsers.add_parser("import", help="bring a file of time entries")
    bring.add_argument("source", choices=commands.TOOLS, metavar="SOURCE", help=" | ".join(commands.TOOLS))
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--create-missing", action="store_true", help="make unknown clients, projects and people")
    bring.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="say what a column means")
    bring.add_argument("--project", default="", metavar="CODE", help="the project of all rows that name none")
    bring.add_argument("--person", default="", metavar="NAME", help="whose time it is, where the file does not say")
    bring.add_argument("--currency", default="", metavar="CODE", help="currency of prices that name none")
    bring.add_argument("--date-order", default="", choices=["day-first", "month-first"], help="where both are possible")
    bring.add_argument("--encoding", default="", help="where it cannot be told")
    bring.add_argument("--line-code", default="", metavar="REGEX", help="find a quoted line's code in the text")
    bring.add_argument("--line-alias", action="append", default=[], metavar="WRONG=RIGHT")
    bring.add_argument("--default-line", default="", metavar="CODE", help="the line of rows without a code")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    bring.add_argument("--json", action="store_true")
    bring.add_argument("--as", dest="mail", default="", metavar="EMAIL", help="who acts")
    bring.set_defaults(run=run_import)
    undo = subparsers.add_parser("undo", help="take an import back")
    undo.add_argument("batch", type=int, metavar="BATCH")
    undo.add_argument("--json", action="store_true")
    undo.add_argument("--as", dest="mail", default="", metavar="EMAIL", help="who acts")
    undo.set_defaults(run=run_undo)


def run_import(options: argparse.Namespace) -> int:
    """Bring, read, and (unless it is a dry run) apply a file. 0 clean, 3 with rows left out, 2 when unreadable."""
    began = time.monotonic()
    try:
        by = _actor(options.mail)
        asked = _options(options)
        with options.file.open("rb") as file:
            batch = commands.bring_file(
                by=by,
                tool=options.source,
                name=options.file.name,
                chunks=_chunks(file),
                options=asked,
                now=timezone.now(),
            )
        number = batch.pk
        question = _read_or_discard(by, number)
        if question is not None:
            return _say(_("%(question)s Say it with --date-order.") % {"question": sentence(question)})
        if options.dry_run:
            report = queries.report(number)
            commands.discard_batch(by=by, batch_id=number)
            return _print(report, None, began, as_json=options.json)
        commands.begin_batch(by=by, batch_id=number, now=timezone.now())
        commands.apply_batch(by=by, batch_id=number, now=timezone.now())
        return _print(queries.report(number), number, began, as_json=options.json)
    except OSError as fault:
        return _say(f"{options.file}: {fault.strerror}")
    except Unreadable as fault:
        return _say(sentence(fault.reason))
    except Refusal as fault:
        return _say(fault.sentence)


def run_undo(options: argparse.Namespace) -> int:
    """Take a batch back. 0 when nothing of it is left, 3 when something was kept, 2 when there is nothing to undo."""
    try:
        undone = commands.undo_batch(by=_actor(options.mail), batch_id=options.batch, now=timezone.now())
    except Refusal as fault:
        return _say(fault.sentence)
    if options.json:
        print(json.dumps(undone.as_json()))
    else:
        print(f"{undone.deleted} entries deleted, {undone.restored} put back, {undone.removed} other things removed")
        for kind, thing, reason in undone.kept:
            print(f"kept: {kind} {thing} ({reason.replace('_', ' ')})")
    return NOT_CLEAN if undone.kept else 0


def _actor(mail: str) -> Actor:
    return actor_for(queries.importer(mail), "cli")


def _options(options: argparse.Namespace) -> Options:
    return Options(
        create_missing=options.create_missing,
        columns=dict(parse_map_option(text) for text in options.map),
        project=options.project,
        person=options.person,
        currency=options.currency.upper(),
        date_order=options.date_order.replace("-", "_"),
        encoding=options.encoding,
        line_code=options.line_code,
        line_aliases=dict(parse_alias(text) for text in options.line_alias),
        default_line=options.default_line,
    )


def _read_or_discard(by: Actor, number: int) -> Reason | None:
    """Read a batch; the question it asks, if any. A file that cannot be read leaves nothing behind."""
    try:
        read = commands.read_batch(by=by, batch_id=number)
    except Unreadable:
        commands.discard_batch(by=by, batch_id=number)
        raise
    if read.question is not None:
        commands.discard_batch(by=by, batch_id=number)
    return read.question


def _print(report: queries.Report, number: int | None, began: float, *, as_json: bool) -> int:
    found = report.as_json(number, time.monotonic() - began)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        counts = ("created", "updated", "unchanged", "ambiguous", "conflicts", "gone")
        print(f"{found['rows']} rows: " + ", ".join(f"{found[name]} {name}" for name in counts))
        print(f"{found['tracked_seconds'] / 3600:.2f} h taken over, {len(found['rejected'])} rows rejected")
        for one in found["rejected"]:
            print(f"row {one['row']}: {one['reason']}")
        print(f"batch {number}" if number else "dry run: nothing was written")
    return 0 if report.clean else NOT_CLEAN


def _say(words: str) -> int:
    print(words, file=sys.stderr)
    return UNREADABLE


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_READ):
        yield chunk
