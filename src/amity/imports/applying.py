"""Apply staged rows in chunks: entries, held rows, sums and the checkpoint in one transaction each.

A chunk is at most 2,000 rows and aims at half a second, so that nobody else waits longer. A killed process leaves the
checkpoint; going on from there does nothing twice.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from amity.agency.queries import agency, exchange_rates, limit
from amity.agency.rules import in_currency, rate_on
from amity.audit import trail
from amity.imports.lines import LineFinder
from amity.imports.models import Batch, Change, HeldRow
from amity.imports.rules.canonical import SourceRow
from amity.imports.rules.identity import Fate
from amity.imports.rules.names import name_key
from amity.imports.rules.reasons import Reason
from amity.imports.stage import Stage, StagedRow, task_key
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.periods import month_of
from amity.shared.refs import Ref
from amity.timesheets import bulk, images, months, rollups
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList

FIRST_CHUNK = 250
BREATH = 0.02
"""Seconds between chunks: SQLite gives its one write lock to whoever asks, and others must get to ask."""

Fates = list[tuple[str, int | None, tuple[str, ...], list[tuple[str, Reason]], int]]


@dataclass
class Applier:
    """Applies one batch. Everything looked up by name is read once, before the first chunk."""

    by: Actor
    batch: Batch
    stage: Stage
    now: datetime
    tell: Callable[[int], None] = lambda done: None
    _targets: dict[tuple[str, str], int] = field(default_factory=dict)

    def run(self) -> None:
        """Apply what is left of the batch. Raises whatever `tell` raises to stop between two chunks."""
        self._targets = {(name["kind"], name["key"]): name["target"] for name in self.stage.names()}
        self._lines = LineFinder(self.stage)
        self._rates, self._currency = exchange_rates(), agency().currency
        most, aim = limit("import.chunk_rows"), limit("import.chunk_ms") / 1000
        size = FIRST_CHUNK
        while rows := self.stage.to_apply(self.batch.checkpoint, size):
            began = time.monotonic()
            surprises = self._apply_chunk(rows, self.batch.checkpoint)
            took = time.monotonic() - began
            self.stage.decide(surprises)
            self.batch.refresh_from_db(fields=["checkpoint"])
            self.tell(self.batch.checkpoint)
            size = max(50, min(most, int(size * aim * 0.8 / max(took, 0.001)), size * 2))
            time.sleep(BREATH)

    @command
    def _apply_chunk(self, rows: list[StagedRow], checkpoint: int) -> Fates:
        batch = Batch.objects.select_for_update().get(pk=self.batch.pk)
        if batch.checkpoint != checkpoint or batch.state != "applying":
            raise Refused("another process applies this batch")
        surprises: Fates = []
        open_rows = self._in_open_months(rows, surprises)
        prices = PriceList()
        new = [row for row in open_rows if row.fate == Fate.CREATED]
        entries = [self._entry(row.row, Entry(logged_at=self.now)) for row in new if row.row]
        changed = self._changed([row for row in open_rows if row.fate == Fate.UPDATED], surprises)
        bulk.write_entries(prices, new=entries, changed=[(before, entry) for _row, _held, before, entry in changed])
        HeldRow.objects.bulk_create(
            [self._held(row.row, entry) for row, entry in zip(new, entries, strict=True) if row.row], batch_size=500
        )
        for row, held, _before, entry in changed:
            assert row.row is not None  # noqa: S101 - only readable rows are updates
            held.body, held.entry_version = row.row.as_json(), entry.version
        HeldRow.objects.bulk_update([held for _r, held, _b, _e in changed], ["body", "entry_version"], batch_size=200)
        detail = {"first": rows[0].number, "last": rows[-1].number, "created": len(new), "updated": len(changed)}
        trail.record("import.applied", subject=Ref.to(batch), by=self.by, at=self.now, changes=detail)
        batch.checkpoint = rows[-1].number
        batch.save(update_fields=["checkpoint"])
        return surprises

    def _in_open_months(self, rows: list[StagedRow], surprises: Fates) -> list[StagedRow]:
        """Hold the months of the chunk; rows of a month that was closed since the preview are rejected."""
        closed = months.hold(*(row.row.work_date for row in rows if row.row))
        kept = []
        for row in rows:
            if row.row and month_of(row.row.work_date) in closed:
                reason = Reason("month_locked", month=row.row.work_date.strftime("%Y-%m"))
                surprises.append(("rejected", row.held, row.changed, [("date", reason)], row.number))
            else:
                kept.append(row)
        return kept

    def _changed(
        self, rows: list[StagedRow], surprises: Fates
    ) -> list[tuple[StagedRow, HeldRow, rollups.Delta, Entry]]:
        """Locked entries with the file's word on them; what somebody edited since the preview is a conflict."""
        held = HeldRow.objects.in_bulk([row.held for row in rows if row.held])
        entry_ids = sorted(one.entry_id for one in held.values() if one.entry_id)
        entries = {
            entry.pk: entry
            for entry in Entry.objects.filter(pk__in=entry_ids).order_by("pk").select_for_update(of=("self",))
        }
        changed = []
        for row in rows:
            one = held.get(row.held or 0)
            entry = entries.get(one.entry_id or 0) if one else None
            if one is None or entry is None or entry.version != one.entry_version or row.row is None:
                reason = Reason("changed_on_both_sides", fields=", ".join(row.changed))
                surprises.append((Fate.CONFLICT.value, row.held, row.changed, [("", reason)], row.number))
                continue
            before = rollups.measures(entry)
            Change.objects.create(
                batch=self.batch, held=one, body_before=one.body, entry_before=_storable(images.of(entry))
            )
            entry.version += 1
            changed.append((row, one, before, self._entry(row.row, entry)))
        return changed

    def _entry(self, row: SourceRow, entry: Entry) -> Entry:
        """Put what a row says onto an entry. What it is priced at, and its project's account, come when it is written."""
        project = self._targets.get(("project", row.project_key), 0) or None
        client = self._targets.get(("client", name_key(row.client)), 0)
        entry.person_id = self._targets["person", row.person_key]
        entry.work_date, entry.seconds, entry.text = row.work_date, row.seconds, row.text
        entry.account_id, entry.project_id = None if project else client or None, project
        entry.item_id = self._targets.get(("task", task_key(row)), 0) or None if row.task and project else None
        entry.line_id = self._lines.find(row) if project else None
        entry.billable = row.billable if row.billable is not None else project is not None
        entry.value_from_file = row.value is not None
        if row.value is not None:
            entry.value, entry.value_currency = row.value, row.currency
        cost = self._cost(row)
        entry.cost_from_file = cost is not None
        if cost is not None:
            entry.cost = cost
        return entry

    def _cost(self, row: SourceRow) -> int | None:
        """The file's cost in the agency's currency, at the rate of its day; unknown where there is no rate."""
        if row.cost is None or row.currency == self._currency:
            return row.cost
        rate = rate_on(self._rates.get(row.currency, ()), row.work_date)
        return in_currency(row.cost, row.currency, self._currency, rate) if rate and self._currency else None

    def _held(self, row: SourceRow, entry: Entry) -> HeldRow:
        return HeldRow(
            source_id=self.batch.source_id,
            person_key=row.person_key,
            work_date=row.work_date,
            body=row.as_json(),
            entry=entry,
            entry_version=entry.version,
            created_in=self.batch,
        )


def _storable(image: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in image.items()}
