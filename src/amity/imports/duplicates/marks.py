"""Mark staged rows that look like existing time: entries of any other source, and rows of the same file.

Such rows are left out until a person chooses to import them, so that nothing is counted twice.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from amity.imports.comparison.rules import Fate
from amity.imports.duplicates.rules import Work, folded, pair_changed, pair_duplicates
from amity.imports.models import Batch, HeldRow
from amity.imports.rules import Reason, name_key
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import Stage, stage_path
from amity.projects.models import Project
from amity.shared.rows.statistics import count_anew
from amity.timesheets.models import Entry

_CHUNK: Final = 5_000
_NOWHERE: Final = 10**15
"""The place of work under an unknown name."""

_Day = tuple[str, int]
_Here = tuple[int, str | None, int, Work]
"""An entry: its id, its tool, the held row that it still equals (0: none), and its work."""


def newest_entry() -> int:
    """Return the id of the entry logged last, or 0."""
    return int(Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def is_outdated(batch: Batch, stage: Stage) -> bool:
    """Return whether another import of the same source was applied since the batch was compared."""
    compared = stage.fact("entries_until")
    newer = HeldRow.objects.filter(source=batch.source_id, entry__gt=compared or 0).exclude(created_in=batch)
    return compared is not None and newer.exists()


def mark_duplicates(batch: Batch, stage: Stage) -> None:
    """Mark all compared rows that look like existing time."""
    stage.put_fact("duplicates", 0)
    stage.put_fact("differing", 0)
    stage.put_fact("replaced", 0)
    replaces = Options.from_json(batch.options).duplicates == "replace"
    _mark(batch, stage, _entries(batch, stage, after=0), after_row=0, replaces=replaces)
    for earlier in _same_file(batch):
        reason = Reason("in_same_file", number=earlier.pk, file=earlier.file_name)
        _count(stage, stage.mark_brought(stage_path(earlier.pk), _fate(batch), reason))


def mark_recent(batch: Batch, stage: Stage) -> None:
    """Mark rows still to be applied that equal an entry logged since the batch was compared."""
    until = stage.fact("entries_until", 0)
    if _fate(batch) and Entry.objects.filter(pk__gt=until).exists():
        _mark(batch, stage, _entries(batch, stage, after=until), after_row=batch.checkpoint)


def _fate(batch: Batch, importing: Container[str] = ("import",)) -> str:
    """Return the fate of a duplicate: empty where a person wants it imported, so that it keeps its own."""
    return "" if Options.from_json(batch.options).duplicates in importing else Fate.DUPLICATE.value


def _count(stage: Stage, found: int, fact: str = "duplicates") -> None:
    if found:
        stage.put_fact(fact, stage.fact(fact, 0) + found)


def _entries(batch: Batch, stage: Stage, *, after: int) -> QuerySet[Entry]:
    """Return the entries of the file's days that did not come from its own source."""
    held = HeldRow.objects.filter(entry=OuterRef("pk"))
    days = stage.coming_days() or (date.max.isoformat(), date.max.isoformat())
    entries = Entry.objects.filter(work_date__range=days, pk__gt=after, from_split=False)
    return entries.exclude(Exists(held.filter(source=batch.source_id)))


def _mark(batch: Batch, stage: Stage, entries: QuerySet[Entry], *, after_row: int, replaces: bool = False) -> None:
    """Pair rows and entries by day and person, so that memory holds only one of these at a time.

    With `replaces`, a row that differs takes the place of its entry, unless someone has changed that since.
    """
    count_anew(Entry, HeldRow)
    if not entries.exists():
        return
    stage.place_frames(_places(stage))
    fate, changed_fate = _fate(batch), _fate(batch, ("changed", "import"))
    marked, replaced, differing = list[tuple[str, Reason, int]](), list[tuple[int, str, Reason, int]](), 0
    for (day, _person), rows, here in _days(stage.coming_work(after_row), _stream(entries)):
        tools = {key: tool for key, tool, _held, _work in here}
        unchanged = {key: held for key, _tool, held, _work in here}
        pairs = list(pair_duplicates(rows, [work for *_known, work in here]))
        marked += [(fate, _looks_like(entry, tools[entry.key], day), row.key) for row, entry in pairs]
        paired = {row.key for row, _entry in pairs}, {entry.key for _row, entry in pairs}
        old = [work for _key, tool, _held, work in here if tool and work.key not in paired[1]]
        for row, entry, differs in pair_changed([row for row in rows if row.key not in paired[0]], old):
            reason = _looks_like(entry, tools[entry.key], day, differs)
            if replaces and unchanged[entry.key]:
                replaced.append((unchanged[entry.key], differs, reason, row.key))
            else:
                marked.append((changed_fate, reason, row.key))
            differing += 1
        if len(marked) >= _CHUNK:
            _count(stage, stage.mark(marked))
            marked = []
    _count(stage, stage.mark(marked))
    _count(stage, stage.mark_replacing(replaced), "replaced")
    _count(stage, differing, "differing")


def _looks_like(entry: Work, tool: str | None, day: str, differs: str = "") -> Reason:
    hours = f"{entry.seconds / 3600:.2f}"
    if tool and differs:
        return Reason(f"looks_like_other_{differs}", entry=entry.key, date=day, hours=hours, tool=tool)
    if tool:
        return Reason("looks_like_imported", entry=entry.key, date=day, hours=hours, tool=tool)
    return Reason("looks_like_logged", entry=entry.key, date=day, hours=hours)


def _stream(entries: QuerySet[Entry]) -> Iterator[tuple[_Day, _Here]]:
    held = HeldRow.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    tool, unchanged = held.values("source__tool")[:1], held.filter(entry_version=OuterRef("version")).values("pk")[:1]
    listed = entries.order_by("work_date", "person_id", "pk").values_list(
        "pk",
        "person_id",
        "work_date",
        "project_id",
        "account_id",
        "seconds",
        "text",
        Subquery(tool),
        Subquery(unchanged),
    )
    for key, person, day, project, account, seconds, text, source, row in listed.iterator(chunk_size=_CHUNK):
        work = Work(key, project or -(account or 0), seconds, folded(text))
        yield (day.isoformat(), person), (key, source, row or 0, work)


def _days(
    rows: Iterable[tuple[_Day, Work]], entries: Iterable[tuple[_Day, _Here]]
) -> Iterator[tuple[_Day, list[Work], list[_Here]]]:
    """Merge two sorted streams into the days and people that both have."""
    here = groupby(entries, key=lambda item: item[0])
    at, group = next(here, (None, iter(())))
    for day, new in groupby(rows, key=lambda item: item[0]):
        while at is not None and at < day:
            at, group = next(here, (None, iter(())))
        if at is None:
            return
        if at == day:
            yield day, [work for _day, work in new], [item for _day, item in group]


def _places(stage: Stage) -> Iterator[tuple[int, int, int]]:
    """Yield (frame, person, place) of every frame with a known person. A new project is looked up by name."""
    targets = stage.targets()
    by_name: dict[str, list[int]] = {}
    for project, name in Project.objects.values_list("pk", "name"):
        by_name.setdefault(name_key(name), []).append(project)
    named = {name["key"]: by_name.get(name_key(name["label"]), []) for name in stage.names("project")}
    for frame, person_key, client, project_key, *_rest in stage.frames():
        if person := targets.get(("person", person_key), 0):
            yield frame, person, _place(targets, client, project_key, named)


def _place(targets: dict[tuple[str, str], int], client: str, project: str, named: dict[str, Any]) -> int:
    if project:
        alike = named.get(project, [])
        return targets.get(("project", project)) or (alike[0] if len(alike) == 1 else _NOWHERE)
    return -targets.get(("client", client), _NOWHERE) if client else 0


def _same_file(batch: Batch) -> list[Batch]:
    """Return the applied imports of the same bytes that were read as another source, from the same sheet."""
    if batch.file is None:
        return []
    same = Batch.objects.filter(file__sha256=batch.file.sha256, file__size=batch.file.size, state="applied")
    others = same.exclude(pk=batch.pk).exclude(source=batch.source_id).order_by("pk")
    sheet = batch.options.get("sheet", "")
    return [one for one in others if one.options.get("sheet", "") == sheet and stage_path(one.pk).exists()]
