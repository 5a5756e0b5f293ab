"""Apply staged rows in chunks: entries, held rows, sums and the checkpoint in one transaction each.

A chunk has a maximum of rows and aims at half a second, so that no one else waits longer. A killed process leaves the
checkpoint, and resuming there repeats nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.audit import trail
from amity.imports.comparison.rules import Fate
from amity.imports.entries.prefetch import Prefetch
from amity.imports.entries.row_to_entry import ChunkRows, EntryMaker, Place
from amity.imports.models import Batch, Change, HeldRow
from amity.imports.pace import Pace
from amity.imports.rules import Reason
from amity.imports.stage.rows import StagedChange
from amity.imports.stage.stage import Stage
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import month_of
from amity.shared.errors import Refused
from amity.shared.refs import Ref
from amity.timesheets import months, snapshots
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.bulk.rows import put_rows, unwaited_commits
from amity.timesheets.models import Entry
from amity.timesheets.sums import rollups

FIRST_CHUNK = 250
_HELD_COLUMNS = ("source_id", "person_key", "work_date", "body", "entry_id", "entry_version", "created_in_id")

Fates = list[tuple[str, int | None, tuple[str, ...], list[tuple[str, Reason]], int]]
Changed = tuple[StagedChange, HeldRow, rollups.Delta, Entry]


@dataclass
class Applier:
    """Applies one batch."""

    by: Actor
    batch: Batch
    stage: Stage
    now: datetime
    tell: Callable[[int], None] = lambda done: None

    def run(self) -> None:
        """Apply the rest of the batch. An exception from `tell` stops it between two chunks."""
        self._maker = EntryMaker(self.batch, self.stage, self.now)
        self._replay_surprises()
        pace = Pace(FIRST_CHUNK, limit("import.chunk_rows"), of_time=not self.batch.counts.get("updated"))
        with unwaited_commits(), Prefetch(self.batch.pk, self.stage, self._maker) as prefetch:
            while True:
                rows, made = prefetch.chunk(self.batch.checkpoint, pace.size)
                if not rows:
                    return
                prefetch.begin(rows[-1].number, pace.size)
                with pace:
                    self._apply_chunk(rows, made, self.batch.checkpoint)
                self.batch.refresh_from_db(fields=["checkpoint", "counts"])
                self._replay_surprises()
                self.tell(self.batch.checkpoint)

    def _replay_surprises(self) -> None:
        """Write outcomes of the last chunk that the preview couldn't know.

        They are saved with the checkpoint, so that none is lost.
        """
        self.stage.decide(
            (fate, held, changed, [(field, Reason.from_json(reason)) for field, reason in why], number)
            for fate, held, changed, why, number in self.batch.counts.get("surprises", ())
        )

    @command
    def _apply_chunk(self, rows: list[StagedChange], made: ChunkRows, checkpoint: int) -> None:
        batch = Batch.objects.select_for_update().get(pk=self.batch.pk)
        if batch.checkpoint != checkpoint or batch.state != "applying":
            raise Refused(_("Another process is working on this import."))
        surprises: Fates = []
        chunk_rows = self._in_open_months(rows, made, surprises)
        changed = self._changed(chunk_rows.updates, surprises)
        self._write(chunk_rows, changed)
        detail = {
            "first": rows[0].number,
            "last": rows[-1].number,
            "created": len(chunk_rows.new),
            "updated": len(changed),
        }
        trail.record("import.applied", subject=Ref.to(batch), by=self.by, at=self.now, changes=detail)
        batch.checkpoint = rows[-1].number
        batch.counts["surprises"] = [
            (fate, held, changed, [(name, reason.as_json()) for name, reason in why], number)
            for fate, held, changed, why, number in surprises
        ]
        batch.save(update_fields=["checkpoint", "counts"])

    def _write(self, chunk_rows: ChunkRows, changed: list[Changed]) -> None:
        """Write entries with their sums and held rows. A chunk that is retried gets new ids."""
        for row, held, _before, entry in changed:
            held.body, held.entry_version = row.body, entry.version

        def hold(numbers: Sequence[int]) -> None:
            source, batch = self.batch.source_id, self.batch.pk
            put_rows(
                HeldRow, _HELD_COLUMNS,
                (
                    (source, place.keys.person, made[1].columns[0], row.body, number, 1, batch)
                    for number, (row, place, made) in zip(numbers, chunk_rows.new, strict=True)
                ),
            )  # fmt: skip
            if changed:
                held = [held for _row, held, _before, _entry in changed]
                HeldRow.objects.bulk_update(held, ["body", "entry_version"], batch_size=200)

        bulk.write_entries(
            None,
            many=[made for _row, _place, made in chunk_rows.new],
            sums=chunk_rows.sums,
            changed=[(before, entry) for _row, _held, before, entry in changed],
            beside=hold,
        )

    def _in_open_months(self, rows: list[StagedChange], made: ChunkRows, surprises: Fates) -> ChunkRows:
        """Lock the chunk's months. Rows of a month closed since the preview are rejected."""
        days = {day: date.fromisoformat(day) for day in {row.work_date for row in rows}}
        closed = months.hold(*days.values())
        wrong = dict(made.wrong)
        for row in rows if closed else ():
            if month_of(days[row.work_date]) in closed:
                wrong[row.number] = ("date", Reason("month_locked", month=row.work_date[:7]))
        if not wrong:
            return made
        surprises += [
            ("rejected", row.held, row.changed, [wrong[row.number]], row.number)
            for row in self.stage.numbered(list(wrong))
        ]
        new = [one for one in made.new if one[0].number not in wrong]
        return ChunkRows(new, [one for one in made.updates if one[0].number not in wrong])

    def _changed(self, rows: list[tuple[StagedChange, Place]], surprises: Fates) -> list[Changed]:
        """Return locked entries with the file's values. Entries edited since the preview are conflicts."""
        if not rows:
            return []
        staged = {row.number: row for row in self.stage.numbered([row.number for row, _place in rows])}
        held = HeldRow.objects.in_bulk([row.held for row in staged.values() if row.held])
        entry_ids = sorted(one.entry_id for one in held.values() if one.entry_id)
        entries = {
            entry.pk: entry
            for entry in Entry.objects.filter(pk__in=entry_ids).order_by("pk").select_for_update(of=("self",))
        }
        changed, notes = [], []
        for row, place in rows:
            seen = staged[row.number]
            one = held.get(seen.held or 0)
            entry = entries.get(one.entry_id or 0) if one else None
            if one is None or entry is None or entry.version != one.entry_version:
                reason = Reason("changed_on_both_sides", fields=", ".join(seen.changed))
                surprises.append((Fate.CONFLICT.value, seen.held, seen.changed, [("", reason)], row.number))
                continue
            before = rollups.measures(entry)
            image = storable(snapshots.of(entry))
            entry.version += 1
            if one.source_id == self.batch.source_id:
                self._maker.put_on(row, place, entry)
            else:
                one = self._taken_over(row, place, entry)
            notes.append(Change(batch=self.batch, held=one, body_before=one.body, entry_before=image))
            changed.append((row, one, before, entry))
        Change.objects.bulk_create(notes, batch_size=500)
        return changed

    def _taken_over(self, row: StagedChange, place: Place, entry: Entry) -> HeldRow:
        """Put a row in place of another source's entry, whose own row then counts as changed here."""
        self._maker.put_over(row, place, entry)
        assert self.batch.source_id is not None  # noqa: S101 - it was compared as one of a source
        return HeldRow.objects.create(
            source_id=self.batch.source_id, person_key=place.keys.person, work_date=entry.work_date,
            body=row.body, entry=entry, entry_version=entry.version, created_in=self.batch,
        )  # fmt: skip


def storable(image: dict[str, Any]) -> dict[str, Any]:
    """Return the image of an entry for a JSON column, with dates and times as text for `images.restored`."""
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in image.items()}
