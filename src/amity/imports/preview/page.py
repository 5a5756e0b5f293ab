"""Values of the preview and the result of an import: figures, and the file's rows with their errors."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amity.imports.labels import field as field_label
from amity.imports.models import Batch, HeldRow
from amity.imports.rules import Reason
from amity.imports.source_file.look import COSTS, FileLook
from amity.imports.stage.rows import StagedRow
from amity.imports.stage.stage import Stage, stage_of
from amity.imports.time_rows.rules.canonical import SourceRow
from amity.imports.wording import sentence, sentences
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats

PAGE = 50
CHOICES = ("rejected", "ambiguous", "conflict")
VIEWS: dict[str, tuple[str, ...]] = {
    "choices": CHOICES,
    "duplicates": ("duplicate",),
    "changed": ("updated",),
    "all": (),
}
LEFT = "left"
"""The default view of an import's result: rows with errors, otherwise those skipped as existing time."""
LISTED = 50


@dataclass(frozen=True)
class Figures:
    """Numbers of rows by outcome. `left_out` are those of names a person chose to ignore.

    `duplicates` look like existing time and are skipped, `doubled` are such rows that a person wants to import, and
    `differing` of both differ in one field. `replaced` are such rows that take the place of the time they differ from.
    """

    created: int = 0
    created_seconds: int = 0
    people: int = 0
    updated: int = 0
    unchanged: int = 0
    to_choose: int = 0
    unreadable: int = 0
    left_out: int = 0
    duplicates: int = 0
    doubled: int = 0
    differing: int = 0
    replaced: int = 0
    gone: int = 0
    total: int = 0
    tracked_seconds: int = 0

    @property
    def coming(self) -> int:
        """The number of rows that an import would write."""
        return self.created + self.updated

    @property
    def staying(self) -> int:
        """The number of rows that an import would leave unchanged."""
        return self.to_choose + self.unreadable + self.left_out

    @property
    def wrong(self) -> int:
        """The number of rows in the first view: to choose and unreadable."""
        return self.to_choose + self.unreadable


@dataclass(frozen=True)
class Difference:
    """A field whose value in the file differs from before. It is hidden without the right to the amount."""

    label: str
    before: str
    after: str
    hidden: bool


@dataclass(frozen=True)
class Line:
    """A row of the file in the table: texts by field, the wrong fields, and the reason.

    It represents `same` rows with the same question.
    """

    number: int
    same: int
    fate: str
    readable: bool
    words: dict[str, str]
    bad: frozenset[str]
    why: str
    changes: list[Difference] = field(default_factory=list)
    asks_name: bool = False


@dataclass(frozen=True)
class Preview:
    """Content of the page of a file that was read."""

    figures: Figures
    view: str
    lines: list[Line]
    next_after: int
    gone: list[SourceRow]
    long_days: list[tuple[str, date, int]]
    notes: list[str]


def figures_of(stage: Stage) -> Figures:
    """Return the figures of a stage."""
    by_fate: dict[str, dict[bool, tuple[int, int, int]]] = {}
    for fate, readable, count, seconds, people in stage.totals():
        by_fate.setdefault(fate, {})[bool(readable)] = (count, seconds, people)

    def rows(fate: str) -> int:
        return sum(found[0] for found in by_fate.get(fate, {}).values())

    nothing = (0, 0, 0)
    created = by_fate.get("created", {}).get(True, nothing)
    rejected = by_fate.get("rejected", {})
    counts = stage.counts()
    return Figures(
        created=created[0],
        created_seconds=created[1],
        people=created[2],
        updated=rows("updated"),
        unchanged=rows("unchanged"),
        to_choose=rejected.get(True, nothing)[0] + rows("ambiguous") + rows("conflict"),
        unreadable=rejected.get(False, nothing)[0],
        left_out=rows("ignored"),
        duplicates=rows("duplicate"),
        doubled=stage.fact("duplicates", 0) - rows("duplicate"),
        replaced=stage.fact("replaced", 0),
        differing=stage.fact("differing", 0),
        gone=counts["gone"],
        total=counts["rows"],
        tracked_seconds=counts["tracked_seconds"],
    )


def preview_of(batch: Batch, right: MoneyRight, seen: FileLook, *, view: str = "", after: int = 0) -> Preview:
    """Return the preview of a batch. `view` is one of `VIEWS` or `LEFT`, by default the first with rows."""
    with stage_of(batch.pk) as stage:
        figures = figures_of(stage)
        if view == LEFT:
            view = "choices" if figures.wrong or not figures.duplicates else "duplicates"
        if view not in VIEWS:
            found = {"choices": figures.wrong, "duplicates": figures.duplicates, "changed": figures.updated}
            view = next((name for name, rows in found.items() if rows), "all")
        if view == "choices":
            asked = stage.questions(CHOICES, after=after, limit=PAGE + 1)
        else:
            asked = [(row, 1) for row in stage.rows(VIEWS[view], after=after, limit=PAGE + 1)]
        gone = [row for _held, row, _fate in stage.olds(LISTED)] if figures.gone else []
        lost = stage.fact("lines_lost", 0)
        long_days = [(key, date.fromisoformat(day), worked) for key, day, worked in stage.fact("long_days", [])]
        names = {name["key"]: name["label"] for name in stage.names("person")} if long_days else {}
    held = HeldRow.objects.in_bulk([row.held for row, _same in asked if row.held])
    lines = [_line(row, same, held.get(row.held or 0), right, seen) for row, same in asked[:PAGE]]
    return Preview(
        figures,
        view,
        lines,
        lines[-1].number if len(asked) > PAGE else 0,
        gone,
        [(names.get(key, key), day, worked) for key, day, worked in long_days[:LISTED]],
        [sentence(Reason.from_json(note)) for note in batch.notes]
        + ([sentence(Reason("lines_lost", count=lost))] if lost else []),
    )


def _line(row: StagedRow, same: int, held: HeldRow | None, right: MoneyRight, seen: FileLook) -> Line:
    hidden = [name for name, _reason in row.reasons if _is_hidden(name, right)]
    reasons = [(name, reason) for name, reason in row.reasons if name not in hidden]
    return Line(
        number=row.number,
        same=same,
        fate=row.fate,
        readable=row.row is not None,
        words=_row_words(row.row) if row.row else _cell_words(row, seen),
        bad=frozenset(name for name, _reason in row.reasons),
        why=" ".join(filter(None, (sentences(tuple(reasons)), _amount_words(hidden)))),
        changes=_differences(row, SourceRow.from_text(held.body), right) if held and row.row and row.changed else [],
        asks_name=any(reason.code in _NAMES or name in ("person", "client", "project") for name, reason in row.reasons),
    )


_NAMES = {"several_of_this_name", "name_is_close", "same_but_for_spelling", "name_unknown", "no_account_found"}


def _amount_words(hidden: list[str]) -> str:
    return _("An amount cannot be read.") if hidden else ""


def _row_words(row: SourceRow) -> dict[str, str]:
    return {
        "date": row.work_date.isoformat(),
        "person": row.person or row.mail,
        "client": row.client,
        "project": row.project or row.project_code,
        "task": row.task,
        "hours": formats.hours(row.seconds, "exact"),
        "text": row.text,
    }


def _cell_words(row: StagedRow, seen: FileLook) -> dict[str, str]:
    """Return the original cells of an unreadable row, by field, without amounts."""
    cells = {name: row.cells[place] for name, place in seen.places.items() if place < len(row.cells)}
    names = " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
    cells["person"] = cells.get("person") or names or cells.get("mail", "")
    cells["project"] = cells.get("project") or cells.get("project_code", "")
    return {name: cells.get(name, "") for name in ("date", "person", "client", "project", "task", "hours", "text")}


def _differences(row: StagedRow, before: SourceRow, right: MoneyRight) -> list[Difference]:
    after = row.row
    assert after is not None  # noqa: S101 - asked by the caller
    return [
        Difference(field_label(name), _words(before, name), _words(after, name), _is_hidden(name, right))
        for name in row.changed
    ]


def _words(row: SourceRow, name: str) -> str:
    value: Any = getattr(row, name, "")
    if value is None or value == "":
        return formats.NONE
    if name == "seconds":
        return formats.hours(value, "exact")
    if name in ("value", "cost") and row.currency:
        return formats.money(Money(value, row.currency))
    return str(value)


def _is_hidden(name: str, right: MoneyRight) -> bool:
    """Return whether a field's amount needs a higher money right. Prices need fees, costs need cost by person."""
    if name in COSTS or name == "cost_rate":
        return right < MoneyRight.COST
    return name in ("price", "amount", "value", "rate") and right < MoneyRight.FEE
