"""Apply staged rows in chunks: entries, held rows, sums and the checkpoint in one transaction each.

A chunk is at most 2,000 rows and aims at half a second, so that nobody else waits longer. A killed process leaves the
checkpoint; going on from there does nothing twice.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.agency.queries import agency, exchange_rates, limit
from amity.agency.rules import in_currency, rate_on
from amity.audit import trail
from amity.imports.models import Batch, Change, HeldRow
from amity.imports.rules.canonical import SourceRow
from amity.imports.rules.identity import Fate
from amity.imports.rules.names import name_key
from amity.imports.rules.reasons import Reason
from amity.imports.staging.lines import LineFinder
from amity.imports.staging.stage import Stage, StagedRow, task_key
from amity.imports.taking.pace import Pace
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.periods import month_of
from amity.shared.refs import Ref
from amity.timesheets import bulk, images, months, rollups
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.rules import DRAFT

FIRST_CHUNK = 250
PRICES_SECONDS = 3.0

Made = dict[int, tuple[Entry, HeldRow]]
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
    _price_list: PriceList | None = None
    _priced_at: float = 0.0

    def run(self) -> None:
        """Apply what is left of the batch. Raises whatever `tell` raises to stop between two chunks."""
        self._targets = self.stage.targets()
        self._lines = LineFinder(self.batch.source, self.stage)
        self._rates, self._currency = exchange_rates(), agency().currency
        self._replay_surprises()
        pace = Pace(FIRST_CHUNK, limit("import.chunk_rows"))
        while rows := self.stage.to_apply(self.batch.checkpoint, pace.size):
            made = self._made(rows)
            with pace:
                self._apply_chunk(rows, made, self.batch.checkpoint)
            self.batch.refresh_from_db(fields=["checkpoint", "counts"])
            self._replay_surprises()
            self.tell(self.batch.checkpoint)

    def _replay_surprises(self) -> None:
        """Rows of the last chunk that met what the preview could not know. Kept with the checkpoint: none is lost."""
        self.stage.decide(
            (fate, held, changed, [(field, Reason.from_json(reason)) for field, reason in why], number)
            for fate, held, changed, why, number in self.batch.counts.get("surprises", ())
        )

    def _made(self, rows: list[StagedRow]) -> Made:
        """New entries, priced, and what is held of their rows, by number.

        Made before the lock, so that nobody waits for it: this is half of the work.
        """
        prices, made = self._prices(), {}
        for row in rows:
            if row.row and row.fate == Fate.CREATED and not self._why_not(row.row, frozenset()):
                entry = self._entry(row.row, Entry(logged_at=self.now))
                prices.put_on(entry)
                made[row.number] = (entry, self._held(row.row))
        return made

    @command
    def _apply_chunk(self, rows: list[StagedRow], made: Made, checkpoint: int) -> None:
        batch = Batch.objects.select_for_update().get(pk=self.batch.pk)
        if batch.checkpoint != checkpoint or batch.state != "applying":
            raise Refused(_("Another process is working on this import."))
        surprises: Fates = []
        open_rows = self._in_open_months(rows, surprises)
        new = [made[row.number] for row in open_rows if row.fate == Fate.CREATED]
        changed = self._changed([row for row in open_rows if row.fate == Fate.UPDATED], surprises)
        self._write(new, [(before, entry) for _r, _h, before, entry in changed])
        for row, held, _b, entry in changed:
            assert row.row is not None  # noqa: S101 - only readable rows are updates
            held.body, held.entry_version = row.row.as_json(), entry.version
        HeldRow.objects.bulk_update([held for _r, held, _b, _e in changed], ["body", "entry_version"], batch_size=200)
        detail = {"first": rows[0].number, "last": rows[-1].number, "created": len(new), "updated": len(changed)}
        trail.record("import.applied", subject=Ref.to(batch), by=self.by, at=self.now, changes=detail)
        batch.checkpoint = rows[-1].number
        batch.counts["surprises"] = [
            (fate, held, changed, [(name, reason.as_json()) for name, reason in why], number)
            for fate, held, changed, why, number in surprises
        ]
        batch.save(update_fields=["checkpoint", "counts"])

    def _write(self, new: list[tuple[Entry, HeldRow]], changed: list[tuple[rollups.Delta, Entry]]) -> None:
        """Write entries with their sums, and hold the rows of new ones. A chunk that is tried again takes new ids."""
        for entry, held in new:
            entry.pk = held.pk = None
        bulk.write_entries(None, new=[entry for entry, _held in new], changed=changed)
        for entry, held in new:
            held.entry_id, held.entry_version = entry.pk, entry.version
        HeldRow.objects.bulk_create([held for _entry, held in new], batch_size=500)

    def _prices(self) -> PriceList:
        """Prices read at most a few seconds ago: anew for each chunk would be a quarter of the work."""
        if self._price_list is None or time.monotonic() - self._priced_at > PRICES_SECONDS:
            self._price_list, self._priced_at = PriceList(), time.monotonic()
        return self._price_list

    def _in_open_months(self, rows: list[StagedRow], surprises: Fates) -> list[StagedRow]:
        """Hold the months of the chunk; rows of a month that was closed since the preview are rejected."""
        closed = months.hold(*(row.row.work_date for row in rows if row.row))
        kept = []
        for row in rows:
            why = self._why_not(row.row, closed) if row.row else None
            if why:
                surprises.append(("rejected", row.held, row.changed, [why], row.number))
            else:
                kept.append(row)
        return kept

    def _why_not(self, row: SourceRow, closed: frozenset[int]) -> tuple[str, Reason] | None:
        """What speaks against a row now: its month was closed, or what it names went away, since the preview."""
        if month_of(row.work_date) in closed:
            return "date", Reason("month_locked", month=row.work_date.strftime("%Y-%m"))
        names = [("person", row.person_key, row.person or row.mail)]
        if row.project or row.project_code:
            names.append(("project", row.project_key, row.project or row.project_code))
        elif row.client:
            names.append(("client", name_key(row.client), row.client))
        for kind, key, label in names:
            if not self._targets.get((kind, key)):
                return kind, Reason(f"{kind}_unknown", name=label)
        return None

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
        changed, notes = [], []
        for row in rows:
            one = held.get(row.held or 0)
            entry = entries.get(one.entry_id or 0) if one else None
            if one is None or entry is None or entry.version != one.entry_version or row.row is None:
                reason = Reason("changed_on_both_sides", fields=", ".join(row.changed))
                surprises.append((Fate.CONFLICT.value, row.held, row.changed, [("", reason)], row.number))
                continue
            before = rollups.measures(entry)
            image = storable(images.of(entry))
            notes.append(Change(batch=self.batch, held=one, body_before=one.body, entry_before=image))
            entry.version += 1
            self._prices().put_on(self._entry(row.row, entry))
            changed.append((row, one, before, entry))
        Change.objects.bulk_create(notes, batch_size=500)
        return changed

    def _entry(self, row: SourceRow, entry: Entry) -> Entry:
        """Put what a row says onto an entry. Its prices and its project's account are put on when it is written."""
        project = self._targets.get(("project", row.project_key), 0) or None
        client = self._targets.get(("client", name_key(row.client)), 0)
        entry.person_id = self._targets["person", row.person_key]
        entry.work_date, entry.seconds, entry.text = row.work_date, row.seconds, row.text
        entry.account_id, entry.project_id = None if project else client or None, project
        entry.item_id = self._targets.get(("task", task_key(row)), 0) or None if row.task and project else None
        entry.line_id = self._lines.find(row) if project else None
        entry.billable = row.billable is not False if project else bool(row.value)
        entry.courtesy = entry.courtesy and not entry.billable
        entry.state = DRAFT  # what a file changes is looked at anew
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

    def _held(self, row: SourceRow) -> HeldRow:
        return HeldRow(
            source=self.batch.source,
            person_key=row.person_key,
            work_date=row.work_date,
            body=row.as_json(),
            created_in=self.batch,
        )


def storable(image: dict[str, Any]) -> dict[str, Any]:
    """An image of an entry for a JSON column: days and moments as text, as `images.restored` reads them."""
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in image.items()}
