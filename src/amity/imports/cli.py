"""The commands `amity import`, `amity import-lines` and `amity undo`.

Exit codes: 0 clean, 2 when a file can't be read as the chosen kind, 3 when rows were left out or something was refused.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.imports import commands, queries
from amity.imports.cells.rules.dates import DateOrder
from amity.imports.columns.rules.fields import FIELDS, parse_map_option
from amity.imports.crm.rules import columns as crm_columns
from amity.imports.expenses.rules import rows as expense_rows
from amity.imports.hints import hint
from amity.imports.invoices.rules import columns as invoice_columns
from amity.imports.labels import KEPT, THINGS
from amity.imports.line_codes.rules import parse_alias
from amity.imports.models import Batch
from amity.imports.printing import NOT_CLEAN, UNREADABLE, print_report, say
from amity.imports.readers.limited import sniffed
from amity.imports.readers.workspace import zipped
from amity.imports.recipes import queries as recipe_queries
from amity.imports.rules import Reason, Unreadable
from amity.imports.source_file.access import limits
from amity.imports.source_file.options import Options
from amity.imports.tools.rules.exports import TIME_TOOLS
from amity.imports.tools.rules.sniffing import PROJECTS, WITHOUT_TIME
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS
from amity.imports.wording import sentence
from amity.mailbox.uploads.printing import MAIL, print_undo, print_upload
from amity.people.queries import actor_for
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refusal

_READ = 1024 * 1024
_ORDERS = {"day-first": DateOrder.DAY_FIRST.value, "month-first": DateOrder.MONTH_FIRST.value}
TASK_TOOLS = ("asana", "trello")
_SOURCES = (
    *TIME_TOOLS, "csv", "companies", "contacts", "crm", "deals", "expenses", "invoices", *TASK_TOOLS, MAIL,
)  # fmt: skip
_FIELDS = {
    "companies": crm_columns.COMPANY_FIELDS, "deals": crm_columns.DEAL_FIELDS, "expenses": expense_rows.FIELDS,
    "invoices": invoice_columns.FIELDS,
}  # fmt: skip


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this part's sub-commands."""
    bring = subparsers.add_parser(
        "import", help="import a file of time, contacts, expenses, invoices, emails, or projects without time"
    )
    bring.add_argument("source", nargs="?", choices=_SOURCES, metavar="SOURCE", help=" | ".join(_SOURCES))
    bring.add_argument("file", nargs="?", type=Path, metavar="FILE")
    bring.add_argument("--resume", type=int, metavar="BATCH", help="resume an interrupted import")
    bring.add_argument("--create-missing", action="store_true", help="create unknown clients, projects and people")
    bring.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="map a field to a column")
    bring.add_argument("--recipe", default="", metavar="NAME", help="read a CSV file with a saved mapping")
    bring.add_argument("--project", default="", metavar="CODE", help="project for rows without one")
    bring.add_argument("--person", default="", metavar="NAME", help="person for rows without one")
    bring.add_argument("--currency", default="", metavar="CODE", help="currency for prices without one")
    bring.add_argument("--due-days", default="", metavar="DAYS", help="days to pay an invoice without a due date")
    bring.add_argument("--date-order", default="", choices=list(_ORDERS), help="order to use when both are possible")
    bring.add_argument("--encoding", default="", help="encoding to use when it can't be detected")
    bring.add_argument("--line-code", default="", metavar="REGEX", help="find a quoted line's code in the text")
    bring.add_argument("--line-alias", action="append", default=[], metavar="WRONG=RIGHT")
    bring.add_argument("--default-line", default="", metavar="CODE", help="line for rows without a code")
    bring.add_argument(
        "--duplicates",
        default="",
        choices=commands.CHOICES,
        help="rows that look like something already here. Those of time that differ in one field: changed imports them "
        "as well, replace puts them in the place of the old entries",
    )
    bring.add_argument("--dry-run", action="store_true", help="show what would happen; save nothing")
    _ends_with(bring, run_import)
    lines = subparsers.add_parser("import-lines", help="import a project's quoted lines: code,name,est_hours[,phase]")
    lines.add_argument("file", type=Path, metavar="FILE")
    lines.add_argument("--project", required=True, metavar="CODE", help="the project; created if it doesn't exist")
    _ends_with(lines, run_lines)
    undo = subparsers.add_parser("undo", help="undo an import")
    undo.add_argument("source", nargs="?", choices=(MAIL,), metavar=MAIL, help="an import of emails")
    undo.add_argument("batch", type=int, metavar="BATCH")
    _ends_with(undo, run_undo)


def _ends_with(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--as", dest="mail", default="", metavar="EMAIL", help="the person who imports")
    parser.set_defaults(run=run)


def run_import(options: argparse.Namespace) -> int:
    """Upload, read and (unless it is a dry run) apply a file, or resume an interrupted import."""
    if options.resume is not None:
        return _safely(options, lambda by, began: _resumed(by, options, began))
    if options.source is None or options.file is None:
        return say(_("Enter what to import: SOURCE and FILE, or --resume BATCH."), options, UNREADABLE)
    return _safely(options, lambda by, began: _any(by, options, began))


def _any(by: Actor, options: argparse.Namespace, began: float) -> int:
    """Import a file: time in steps with a preview, and a file without time in one go."""
    tool, path = options.source, options.file
    if tool == MAIL:
        return print_upload(by, path, as_json=options.json)
    if tool in TASK_TOOLS or (tool in WITHOUT_TIME and (path.is_dir() or sniffed(path, limits(by)) == PROJECTS)):
        tool = PROJECTS
    taken = _taken if tool in WHOLE_FILE_TOOLS else _imported
    return taken(by, tool, options, _with_recipe(by, tool, options, _options(options)), began)


def _with_recipe(by: Actor, tool: str, options: argparse.Namespace, asked: Options) -> Options:
    """Return the saved mapping's answers. Command-line options override them, except for the columns."""
    if not options.recipe:
        return asked
    if tool != "csv":
        raise Invalid(_("Saved mappings are for files of any layout. This file has a known format."), "recipe")
    values = {name: value for name, value in asked.as_json().items() if name != "columns"}
    return recipe_queries.with_recipe(recipe_queries.recipe_named(by, options.recipe), Options()).changed(**values)


def run_lines(options: argparse.Namespace) -> int:
    """Import a project's quoted lines."""
    asked = Options(project=options.project)
    return _safely(options, lambda by, began: _taken(by, "lines", options, asked, began))


def run_undo(options: argparse.Namespace) -> int:
    """Undo a batch, or an import of emails. The exit code is 3 when some of its records were left."""
    if options.source == MAIL:
        return _safely(options, lambda by, _began: print_undo(by, options.batch, as_json=options.json))
    return _safely(options, lambda by, _began: _undone(by, options))


def _imported(by: Actor, tool: str, options: argparse.Namespace, asked: Options, began: float) -> int:
    batch = _brought(by, tool, options.file, asked)
    try:
        question = commands.read_batch(by=by, batch_id=batch.pk).question
        _or_ask(question)
        if options.dry_run:
            found = queries.report(batch.pk)
            commands.discard_batch(by=by, batch_id=batch.pk)
            return print_report(found, None, began, options, found.warnings())
        commands.begin_batch(by=by, batch_id=batch.pk, now=timezone.now())
    except BaseException:
        _discard(by, batch.pk)
        raise
    return _applied(by, batch.pk, options, began)


def _or_ask(question: Reason | None) -> None:
    if question is not None:
        raise Unreadable(question.code, **dict(question.params))


def _applied(by: Actor, number: int, options: argparse.Namespace, began: float) -> int:
    try:
        commands.apply_batch(by=by, batch_id=number, now=timezone.now())
    except BaseException:
        print(_("Import %(number)s is not finished: resume it or undo it.") % {"number": number}, file=sys.stderr)
        raise
    found = queries.report(number)
    return print_report(found, number, began, options, found.warnings())


def _resumed(by: Actor, options: argparse.Namespace, began: float) -> int:
    batch = queries.batch_seen_by(by, options.resume)
    if batch.tool in WHOLE_FILE_TOOLS:
        taken = commands.take_file(by=by, batch_id=batch.pk, now=timezone.now())
        return print_report(taken, batch.pk, began, options, taken.warnings)
    if batch.state == "reading":  # it was killed before the file was read to its end
        _or_ask(commands.read_batch(by=by, batch_id=batch.pk).question)
    commands.begin_batch(by=by, batch_id=batch.pk, now=timezone.now())
    return _applied(by, batch.pk, options, began)


def _taken(by: Actor, tool: str, options: argparse.Namespace, asked: Options, began: float) -> int:
    """Import contacts, lines, or projects without time, in one go."""
    batch = _brought(by, tool, options.file, asked)
    dry_run = getattr(options, "dry_run", False)
    try:
        taken = commands.take_file(by=by, batch_id=batch.pk, now=timezone.now(), dry_run=dry_run)
    except BaseException:
        _discard(by, batch.pk)
        raise
    if dry_run:
        commands.discard_batch(by=by, batch_id=batch.pk)
    warnings = list(taken.warnings)
    if taken.skipped and not taken.duplicates_choice:
        warnings.append(queries.skipped_sentence(taken.skipped))
    elif taken.duplicates and not taken.skipped:
        warnings += [_("Row %(row)s: %(reason)s") % {"row": number, "reason": why} for number, why in taken.duplicates]
    if taken.attached:
        warnings.append(_("%(count)s imported rows now count on these lines.") % {"count": taken.attached})
    return print_report(taken, None if dry_run else batch.pk, began, options, warnings)


def _undone(by: Actor, options: argparse.Namespace) -> int:
    undone = commands.undo_batch(by=by, batch_id=options.batch, now=timezone.now())
    found = undone.as_json()
    if options.json:
        print(json.dumps(found))
    else:
        print(_("%(deleted)s entries deleted, %(restored)s restored, %(removed)s other records removed") % found)
        for kind, thing, reason in undone.kept:
            words = {"kind": THINGS.get(kind, kind), "number": thing, "why": KEPT.get(reason, reason)}
            print(_("left: %(kind)s %(number)s (%(why)s)") % words)
    return NOT_CLEAN if undone.kept else 0


def _brought(by: Actor, tool: str, path: Path, asked: Options) -> Batch:
    folder = path.is_dir()
    name = f"{path.resolve().name}.zip" if folder else path.name
    with zipped(path, "csv" if tool == "crm" else "json") if folder else path.open("rb") as file:
        chunks = _chunks(file)
        return commands.bring_file(by=by, tool=tool, name=name, chunks=chunks, options=asked, now=timezone.now())


def _discard(by: Actor, number: int) -> None:
    """Discard a file that wasn't imported. A started import stays, to be resumed or undone."""
    if queries.batch_seen_by(by, number).state in queries.UNDECIDED:
        commands.discard_batch(by=by, batch_id=number)


def _options(options: argparse.Namespace) -> Options:
    return Options(
        create_missing=options.create_missing,
        columns=dict(parse_map_option(text, _FIELDS.get(options.source, FIELDS)) for text in options.map),
        project=options.project,
        person=options.person,
        currency=options.currency.upper(),
        date_order=_ORDERS.get(options.date_order, ""),
        encoding=options.encoding,
        line_code=options.line_code,
        line_aliases=dict(parse_alias(text) for text in options.line_alias),
        default_line=options.default_line,
        duplicates=options.duplicates,
        due_days=options.due_days,
    )


def _safely(options: argparse.Namespace, act: Any) -> int:
    """Run a command as the named person. A refusal becomes one sentence and an exit code."""
    began = time.monotonic()
    try:
        return int(act(actor_for(queries.importer(options.mail), "cli"), began))
    except Unreadable as fault:
        sentences = [sentence(fault.reason)]
        if option := hint(fault.reason):
            sentences.append(_("Use %(option)s.") % {"option": option})
        return say(" ".join(sentences), options, UNREADABLE)
    except Invalid as fault:
        return say(fault.sentence, options, UNREADABLE if fault.field == "file" else NOT_CLEAN)
    except Refusal as fault:
        return say(fault.sentence, options, NOT_CLEAN)
    except OSError as fault:
        return say(f"{fault.filename or ''}: {fault.strerror}".removeprefix(": "), options, UNREADABLE)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_READ):
        yield chunk
